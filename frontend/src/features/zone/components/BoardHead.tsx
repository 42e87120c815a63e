import { TextInput } from "@mantine/core";

import { IconColumns3, IconList, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ShellStatus } from "@/ui/Shell";
import { type Filter, searchOf } from "../state/filter";
import { useMedia } from "../state/media";

interface Props {
  view: "board" | "list";
  filter: Filter;
}

const VIEWS = [
  { id: "board", to: "/zone/board", icon: IconColumns3 },
  { id: "list", to: "/zone/list", icon: IconList },
] as const;

/** The title, and the two views over one filter. */
export function BoardTitle({ view, filter }: Props) {
  const { t } = useTranslation("zone");
  const title = t("board.title");
  useEffect(() => {
    document.title = `${title} · ${t("brand")}`;
  }, [title, t]);
  return (
    <div className="zn-title">
      <h1>{title}</h1>
      <div className="zn-views" role="group" aria-label={t("board.view")}>
        {VIEWS.map(({ id, to, icon: Icon }) => (
          <Link
            key={id}
            to={to}
            search={searchOf(filter)}
            aria-current={view === id ? "page" : undefined}
            data-testid={`view-${id}`}
          >
            <Icon size={16} stroke={2} aria-hidden />
            {t(`nav.${id}`)}
          </Link>
        ))}
      </div>
    </div>
  );
}

interface SearchProps {
  filter: Filter;
  change: (part: Partial<Filter>) => void;
}

/** Finds by characters, English words and pinyin initials; in the top line where it is wide. */
export function BoardSearch({ filter, change }: SearchProps) {
  const { t } = useTranslation("zone");
  const wide = useMedia("(min-width: 1000px)");
  const field = (
    <TextInput
      className="zn-search"
      type="search"
      aria-label={t("filter.search")}
      placeholder={t("filter.search")}
      leftSection={<IconSearch size={16} stroke={2} aria-hidden />}
      rightSection={
        filter.q ? null : (
          <kbd className="ys-key" aria-hidden>
            /
          </kbd>
        )
      }
      rightSectionPointerEvents="none"
      value={filter.q}
      onChange={(event) => change({ q: event.currentTarget.value })}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.currentTarget.blur();
      }}
      data-testid="board-search"
    />
  );
  return wide ? <ShellStatus>{field}</ShellStatus> : field;
}
