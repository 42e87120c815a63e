import { Button, NativeSelect } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { type Exceptions, exceptionsQuery, useSeen } from "../../api/witness";
import { type Looked, shownEvents } from "../../state/witness";
import type { Here } from "../Frame";
import { ExceptionItem } from "./ExceptionItem";

const LOOKED: Looked[] = ["all", "unseen", "question", "seen"];
const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

/** Up and down go through the list, wherever in an item the focus is. */
function move(event: KeyboardEvent<HTMLUListElement>) {
  const step = STEPS[event.key];
  const here = (event.target as HTMLElement).closest("li");
  if (!step || !here || event.target instanceof HTMLTextAreaElement) return;
  const next = step > 0 ? here.nextElementSibling : here.previousElementSibling;
  if (!(next instanceof HTMLElement)) return;
  event.preventDefault();
  next.focus();
}

/** What was out of the ordinary, a day at a time; what nobody has looked at comes first. */
export function ExceptionsTab({ edition, round }: Here) {
  const [day, setDay] = useState("");
  const found = useQuery(exceptionsQuery(edition.id, day));
  return (
    <>
      {found.isPending && <Waiting shape="lines" />}
      <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
      {found.data && (
        <List
          data={found.data}
          edition={edition.id}
          round={round?.id ?? null}
          zone={edition.time_zone}
          onDay={setDay}
        />
      )}
    </>
  );
}

interface ListProps {
  data: Exceptions;
  edition: string;
  round: string | null;
  zone: string;
  onDay: (day: string) => void;
}

function List({ data, edition, round, zone, onDay }: ListProps) {
  const { t } = useTranslation("witness");
  const words = useWords();
  const [kind, setKind] = useState("");
  const [looked, setLooked] = useState<Looked>("all");
  const seen = useSeen(edition);
  const shown = shownEvents(data.events, kind, looked);
  const unseen = shown.filter(({ state }) => state === "unseen").map(({ id }) => id);
  const counts = (name: string) => data.events.filter((each) => each.kind === name).length;
  const days = data.days.some(({ day }) => day === data.day)
    ? data.days
    : [{ day: data.day, count: 0, unseen: 0 }, ...data.days];
  return (
    <>
      <div className="wt-filters ys-noprint">
        <NativeSelect
          label={t("day")}
          value={data.day}
          data={days.map((each) => ({
            value: each.day,
            label: t(each.unseen > 0 ? "day.unseen" : "day.count", { ...each }),
          }))}
          onChange={(event) => onDay(event.currentTarget.value)}
          data-testid="exception-day"
        />
        <NativeSelect
          label={t("kind")}
          value={kind}
          data={[
            { value: "", label: t("kind.all", { count: data.events.length }) },
            ...data.kinds
              .filter((each) => counts(each.kind) > 0)
              .map((each) => ({
                value: each.kind,
                label: `${words(each.name)} · ${counts(each.kind)}`,
              })),
          ]}
          onChange={(event) => setKind(event.currentTarget.value)}
          data-testid="exception-kind"
        />
        <NativeSelect
          label={t("looked")}
          value={looked}
          data={LOOKED.map((each) => ({ value: each, label: t(`looked.${each}`) }))}
          onChange={(event) => setLooked(event.currentTarget.value as Looked)}
          data-testid="exception-looked"
        />
        <Button
          variant="default"
          leftSection={<IconChecks size={18} stroke={1.8} />}
          disabled={unseen.length === 0}
          loading={seen.isPending}
          onClick={() => seen.mutate(unseen)}
          data-testid="seen-all"
        >
          {t("seenAll", { count: unseen.length })}
        </Button>
      </div>
      <ProblemAlert error={seen.error} />
      {shown.length === 0 && (
        <EmptyState title={t("exceptions.none")}>{t("exceptions.noneWhy")}</EmptyState>
      )}
      {shown.length > 0 && (
        <>
          <p className="ys-small ys-soft ys-noprint">{t("exceptions.keys")}</p>
          <ul className="wt-list" onKeyDown={move} aria-label={t("tab.exceptions")}>
            {shown.map((each) => (
              <ExceptionItem
                key={each.id}
                event={each}
                kind={words(data.kinds.find((one) => one.kind === each.kind)?.name)}
                edition={edition}
                round={round}
                zone={zone}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
