import { IconChevronLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePart, useSignal } from "@/offline/react";
import type { TabletView } from "@/offline/view";
import type { Queue } from "../api/types";
import { fetchAhead } from "../state/ahead";
import { useQueue, useRoom } from "../state/hooks";
import { useOffice } from "../state/office";
import { duePart, partsOf, sorted, teamsOf, type Sorted, type TeamRow } from "../state/session";
import { bySession } from "../state/sheet";
import { ConnPill } from "./ConnPill";
import { LateStrips } from "./LateStrips";
import { Notice } from "./Notice";
import { PanelMenu } from "./PanelMenu";
import { QueuePage } from "./QueuePage";
import { SessionCard } from "./SessionCard";
import { SessionFooter } from "./SessionFooter";
import { SessionTable } from "./SessionTable";

/** Where the judge is on the page. */
export interface Spot {
  entry: string;
  criterion: string;
}

/** All the judge's teams of a session: each mark can be set right until she signs once for all. */
export function SessionPage() {
  // What a signed card needs is here before the line breaks.
  useEffect(fetchAhead, []);
  const { t } = useTranslation(["judgeSession", "judge"]);
  const { tablet } = useOffice();
  const bound = usePart(
    tablet.view,
    useCallback(() => tablet.binding !== null, [tablet]),
  );
  const queue = useQueue().data;
  if (!bound || !queue?.nda.signed_at) return <QueuePage />;
  if (!bySession(queue.rulebook.document)) {
    return (
      <Notice testid="session-none" title={t("none.title")} detail={t("none.detail")}>
        <Link to="/judge" className="jd-btn wide">
          {t("judge:panel.back")}
        </Link>
      </Notice>
    );
  }
  return <Session queue={queue} />;
}

function Session({ queue }: { queue: Queue }) {
  const { t } = useTranslation(["judgeSession", "judge"]);
  const view: TabletView = useSignal(useOffice().tablet.view);
  const teams = useMemo(() => teamsOf(queue, view), [queue, view]);
  const room = useRoom();
  const parts = useMemo(() => partsOf(teams, room), [teams, room]);
  const [by, setBy] = useState<Sorted>("order");
  const [spot, setSpot] = useState<Spot | null>(null);
  const groups = parts.map((part) => ({ ...part, teams: sorted(part.teams, by) }));
  const shown = groups.flatMap((part) => part.teams);
  const team =
    teams.find(({ entry }) => entry.id === spot?.entry) ??
    firstOf(duePart(parts)?.teams ?? []) ??
    teams[0];
  const criterion = spot?.criterion ?? firstEmpty(team) ?? "";
  const go = (to: TeamRow) => setSpot({ entry: to.entry.id, criterion: firstEmpty(to) ?? "" });
  return (
    <div className="jd-panel jd-session">
      <header className="jd-top">
        <Link to="/judge" className="jd-back" aria-label={t("judge:panel.back")} data-testid="back">
          <IconChevronLeft size={24} stroke={1.8} aria-hidden />
        </Link>
        <div className="jd-team">
          <h1>{t("title")}</h1>
          <p>{t("sub")}</p>
        </div>
        <span className="jd-spring" />
        <ConnPill seat={queue.seat.number} />
        <PanelMenu />
      </header>
      <div className="jd-strips">
        <LateStrips />
      </div>
      <main className="jd-main">
        <SessionTable
          queue={queue}
          parts={groups}
          by={by}
          onSort={setBy}
          spot={team ? { entry: team.entry.id, criterion } : null}
          onSpot={setSpot}
        />
        <section className="jd-right" aria-label={t("judge:rubric.label")}>
          {team && (
            <SessionCard
              key={team.sheet}
              queue={queue}
              team={team}
              active={criterion}
              onActive={(next) => setSpot({ entry: team.entry.id, criterion: next })}
              onDone={() => go(after(shown, team))}
            />
          )}
        </section>
      </main>
      <SessionFooter queue={queue} teams={teams} parts={parts} onMissing={go} />
    </div>
  );
}

const firstEmpty = (team: TeamRow | undefined): string | undefined =>
  (team?.rows.find(({ value }) => value === null) ?? team?.rows[0])?.criterion.id;

/** Where the page opens: the first team that was heard and is not whole, else the first. */
const firstOf = (teams: readonly TeamRow[]): TeamRow | undefined =>
  teams.find(({ ahead, missing }) => !ahead && missing > 0) ?? teams[0];

/** The next one in sight; after the last the first. */
const after = (shown: readonly TeamRow[], team: TeamRow): TeamRow =>
  shown[(shown.findIndex(({ sheet }) => sheet === team.sheet) + 1) % shown.length] ?? team;
