import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { counts, lengthOf, rowsThatFit } from "../fit";
import type { BoardRow, CeremonyPlace, CeremonyTeam, StageRoom } from "../types";
import { place, useLanguage } from "../words";
import { Place } from "./Board";
import { placeNumber } from "./Who";

const ROWS = 6;
/** Equals that the wall can name in one column. */
const MOST = 6;

/** The ceremony: the place of now, and beside it those that the hall has heard, best first. */
export function Ceremony({ body }: { body: StageRoom }) {
  // Only what opens before our eyes moves; a wall that is opened anew stands still.
  const [first] = useState(body.step);
  const now = body.now ?? null;
  const rows = boardOf(body.opened ?? [], now);
  return (
    <div className="sc-ceremony" data-live={body.step > first || undefined}>
      {now ? <Now key={body.step} now={now} /> : <Begins />}
      {rows.length > 0 && <Heard rows={rows} />}
    </div>
  );
}

function Begins() {
  const { t } = useTranslation("screen");
  return (
    <section className="now begins">
      <h1>{t("ceremony.title")}</h1>
      <p>{t("ceremony.soon")}</p>
    </section>
  );
}

function Now({ now }: { now: CeremonyPlace }) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const language = useLanguage();
  return (
    <section className="now" data-testid="now" data-rank={now.rank} data-open={now.teams !== null}>
      <div className="given">
        {now.award && <b data-testid="award">{words(now.award)}</b>}
        <span>
          {t(now.shares ? "reveal.shared" : "reveal.place", { rank: place(language, now.rank) })}
        </span>
      </div>
      {now.teams === null && <p className="soon">{t("ceremony.next")}</p>}
      {now.teams?.length === 1 && now.teams[0] && <One team={now.teams[0]} />}
      {now.teams && now.teams.length > 1 && <Equals teams={now.teams} />}
    </section>
  );
}

function One({ team }: { team: CeremonyTeam }) {
  const words = useWords();
  const name = words(team.entry.team);
  return (
    <div className="one" data-long={lengthOf(name)}>
      <h1 data-testid="team">{name}</h1>
      <p>
        <span className="num">{placeNumber(team.position)}</span> {team.entry.title}
      </p>
      {team.final && (
        <div className="big num" data-testid="final">
          {team.final}
        </div>
      )}
    </div>
  );
}

function Equals({ teams }: { teams: CeremonyTeam[] }) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const shown = teams.slice(0, MOST);
  return (
    <ul className="equals" style={counts({ "--teams": shown.length })}>
      {shown.map((team) => (
        <li key={team.entry.number} data-long={lengthOf(words(team.entry.team))}>
          <h2 data-testid="team">{words(team.entry.team)}</h2>
          {team.final && <b className="num">{team.final}</b>}
        </li>
      ))}
      {teams.length > MOST && (
        <li className="rest">{t("ceremony.rest", { count: teams.length })}</li>
      )}
    </ul>
  );
}

function Heard({ rows }: { rows: BoardRow[] }) {
  const { t } = useTranslation("screen");
  return (
    <aside className="sc-board">
      <h2>{t("ceremony.heard")}</h2>
      <ol>
        {rowsThatFit(rows, ROWS).map((row) => (
          <Place key={row.entry.number} row={row} />
        ))}
      </ol>
    </aside>
  );
}

/** One row for each team that was heard; those of now stand out. */
export function boardOf(opened: CeremonyPlace[], now: CeremonyPlace | null): BoardRow[] {
  return opened.flatMap(({ rank, shares, teams }) =>
    (teams ?? []).map((team) => ({
      ...team,
      rank,
      shares,
      final: team.final ?? "",
      fresh: now?.teams !== null && now?.rank === rank,
    })),
  );
}
