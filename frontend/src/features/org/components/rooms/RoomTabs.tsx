import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Round } from "../../api/types";
import { placePath } from "../Frame";
import "./rooms.css";

// Of the same page, only the one whose search is this one's is where we are.
const EXACT = { exact: true, includeSearch: true };

interface Props {
  round: Round;
  slug: string;
  /** The room on screen; null on the overview. */
  here: string | null;
}

/** The rooms of a round, and all of them beside each other; the address says which is shown. */
export function RoomTabs({ round, slug, here }: Props) {
  const { t } = useTranslation("rooms");
  const words = useWords();
  const path = placePath(slug, "live");
  return (
    <nav className="og-rooms" aria-label={t("title")} data-testid="room-tabs">
      <Link
        to={path}
        search={{}}
        activeOptions={EXACT}
        aria-current={here === null ? "page" : undefined}
      >
        {t("all")}
      </Link>
      {round.panels.map(({ room }) => (
        <Link
          key={room.id}
          to={path}
          search={{ room: room.id }}
          activeOptions={EXACT}
          aria-current={here === room.id ? "page" : undefined}
        >
          {words(room.name)}
        </Link>
      ))}
    </nav>
  );
}
