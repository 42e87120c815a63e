import "../deliberate.css";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useParam } from "@/lib/params";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { useNow } from "@/ui/When";
import { deliberationQuery, useEffects, useTalk } from "../api/deliberation";
import type { Deliberation, Ranked } from "../api/deliberationTypes";
import { rankingQuery } from "../api/ranking";
import { resultQuery } from "../api/results";
import type { EditionRound, Result } from "../api/types";
import { BoardTable } from "../components/deliberate/BoardTable";
import { EntrySide } from "../components/deliberate/EntrySide";
import { OpenCard } from "../components/deliberate/OpenCard";
import { Frame, type Here } from "../components/Frame";
import { calledBy, firstOf, sinceText } from "../state/deliberation";

/** The panel's talk over a round's result, on the projector: rows left, one entry right. */
export function DeliberatePage() {
  return <Frame place="deliberate">{(here) => <Body {...here} />}</Frame>;
}

function Body(here: Here) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  const code = useParam("round");
  const round = code ? here.edition.rounds.find((each) => each.code === code) : here.round;
  const id = round?.id ?? "";
  const enabled = round !== undefined;
  const ranking = useQuery({ ...rankingQuery(id), enabled });
  const result = useQuery({ ...resultQuery(id), enabled });
  const talk = useQuery({ ...deliberationQuery(id), enabled });
  const ready = ranking.data && talk.data !== undefined && result.data !== undefined;
  return (
    <Page
      title={round ? t("title", { round: words(round.name) }) : t("name")}
      sub={ranking.data && <Sub ranking={ranking.data} />}
      actions={round && talk.data && <Head {...here} round={round} talk={talk.data} />}
    >
      <div className="ys-stack dl" data-testid="deliberation" data-state={talk.data?.state ?? ""}>
        {!round && <EmptyState title={t("noRound")}>{t("noRoundWhy")}</EmptyState>}
        {round && !ready && !ranking.error && <Waiting shape="lines" />}
        <ProblemAlert
          error={ranking.error ?? talk.error ?? result.error}
          onRetry={() => void ranking.refetch()}
        />
        {round && ready && (
          <Board
            key={round.id}
            here={here}
            round={round}
            ranking={ranking.data}
            result={result.data ?? null}
            talk={talk.data ?? null}
          />
        )}
      </div>
    </Page>
  );
}

function Sub({ ranking }: { ranking: Ranked }) {
  const { t } = useTranslation("deliberation");
  const cut = ranking.cuts[0];
  const parts = [t("entries", { count: ranking.rows.length })];
  if (cut) parts.push(t("cutAfter", { after: cut.after }));
  return <>{parts.join(" · ")}</>;
}

interface HeadProps extends Here {
  round: EditionRound;
  talk: Deliberation;
}

/** How long they have talked, how judges are named, and the end. */
function Head({ round, roles, talk }: HeadProps) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  const acts = useTalk(round.id);
  const now = useNow(1000);
  const open = talk.state === "open";
  return (
    <>
      <span className="ys-soft dl-lead">{t("ledBy", { name: words(talk.opened_by.name) })}</span>
      <span className="ys-chip">{t(`mode.${talk.mode}`)}</span>
      {open ? (
        <span className="dl-clock num">
          <span className="vh">{t("since")} </span>
          {sinceText(talk.opened_at, now)}
        </span>
      ) : (
        <span className="ys-chip ok">{t("closed")}</span>
      )}
      {open && roles.has("organizer") && (
        <ConfirmButton
          variant="default"
          question={t("close.ask")}
          confirm={t("close.act")}
          body={<p className="ys-soft">{t("close.why")}</p>}
          onConfirm={() => acts.close.mutate()}
          testid="deliberation-close"
        >
          {t("close.act")}
        </ConfirmButton>
      )}
      <ProblemAlert error={acts.close.error} />
    </>
  );
}

interface BoardProps {
  here: Here;
  round: EditionRound;
  ranking: Ranked;
  result: Result | null;
  talk: Deliberation | null;
}

function Board({ here, round, ranking, result, talk }: BoardProps) {
  const [picked, setPicked] = useState<string | null>(null);
  useEffects(round.id, talk);
  const chosen = picked ?? firstOf(ranking.rows, talk);
  const row = ranking.rows.find(({ entry }) => entry === chosen);
  const called = calledBy(talk);
  const may = here.roles.has("organizer");
  return (
    <>
      {talk?.state !== "open" && (
        <OpenCard round={round} result={result} again={talk !== null} may={may} />
      )}
      {ranking.rows.length > 0 && (
        <div className="dl-split">
          <BoardTable
            ranking={ranking}
            talk={talk}
            called={called}
            chosen={chosen}
            onChoose={setPicked}
          />
          {row && (
            <EntrySide
              key={row.entry}
              round={round}
              row={row}
              rows={ranking.rows}
              sheets={result?.rows.find(({ entry }) => entry === row.entry)}
              talk={talk}
              called={called}
              may={may && talk?.state === "open"}
              zone={here.edition.time_zone}
            />
          )}
        </div>
      )}
    </>
  );
}
