import { useQuery } from "@tanstack/react-query";
import { IconArrowRight } from "@tabler/icons-react";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { markShort } from "@/offline/marks";
import { useSignal } from "@/offline/react";
import { changesQuery } from "../api/changes";
import type { Queue } from "../api/types";
import { AHEAD } from "../state/ahead";
import { zoneOf } from "../state/hooks";
import { useOffice } from "../state/office";
import type { TeamRow } from "../state/session";
import { teamOf } from "../state/words";
import { Rubric } from "./Rubric";

const SignedSheet = lazy(() => AHEAD.signed().then((module) => ({ default: module.SignedSheet })));

interface Props {
  queue: Queue;
  team: TeamRow;
  active: string;
  onActive: (criterion: string) => void;
  /** After the last line: to the next team. */
  onDone: () => void;
}

/** The chosen team: its line on the pad, or its signed card, and what was changed on it. */
export function SessionCard({ queue, team, active, onActive, onDone }: Props) {
  const { t } = useTranslation(["judgeSession", "judge"]);
  const words = useWords();
  const { tablet } = useOffice();
  const view = useSignal(tablet.view);
  const sheet = view.sheets.get(team.sheet);
  const rulebook = queue.rulebook.document;
  const locked = team.state === "signed" || team.state === "signing";
  return (
    <>
      <h2 className="jd-chosen">
        <span className="num">{team.badge}</span> {words(teamOf(team.entry.team))}
      </h2>
      {team.entry.conflict === "open" ? (
        <p className="jd-soft jd-await">{t("judge:rubric.conflict")}</p>
      ) : !sheet ? (
        <p className="jd-soft jd-await">{t("judge:rubric.loading")}</p>
      ) : locked ? (
        <Suspense fallback={null}>
          <SignedSheet
            entry={team.entry.id}
            rulebook={rulebook}
            rows={team.rows}
            sheet={sheet}
            zone={queue.edition.time_zone}
          />
        </Suspense>
      ) : (
        <Rubric
          sheet={team.sheet}
          rows={team.rows}
          active={active}
          last={t("nextTeam")}
          onActive={onActive}
          onDone={onDone}
        />
      )}
      <Changes queue={queue} team={team} />
    </>
  );
}

/** What stood here before, as far as the server was last heard: the earlier mark and when it went. */
function Changes({ queue, team }: { queue: Queue; team: TeamRow }) {
  const { t } = useTranslation(["judgeSession", "judge"]);
  const words = useWords();
  const { tablet } = useOffice();
  const { count } = useSignal(tablet.view);
  const { data, refetch } = useQuery({ ...changesQuery, enabled: tablet.binding !== null });
  // Each time that nothing waits any more, the server knows of another change.
  useEffect(() => {
    if (count === 0) void refetch();
  }, [count, refetch]);
  const mine = data?.filter(({ sheet }) => sheet === team.sheet) ?? [];
  if (mine.length === 0) return null;
  const name = (id: string) =>
    words(queue.rulebook.document.criteria.find((each) => each.id === id)?.name);
  const mark = (value: string | null) =>
    value === null ? t("judge:rubric.empty") : markShort(value);
  return (
    <section className="jd-was" data-testid="changes">
      <h3>{t("changes")}</h3>
      <ul>
        {mine.map((change) => (
          <li key={`${change.criterion}${change.at}`}>
            <span>{name(change.criterion)}</span>
            <span className="num">
              <s>{mark(change.before)}</s>
              <IconArrowRight size={16} stroke={2} aria-label={t("became")} />
              <b>{mark(change.after)}</b>
            </span>
            <time className="num">{clockIn(zoneOf(queue), change.at)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
