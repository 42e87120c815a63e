import "../ranking.css";
import { Button } from "@mantine/core";
import { IconPrinter, IconTableExport } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { API } from "@/api/client";
import { useWords } from "@/lib/bilingual";
import { useParam } from "@/lib/params";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { rankingQuery } from "../api/ranking";
import type { EditionRound } from "../api/types";
import { Frame, type Here } from "../components/Frame";
import { Board } from "../components/ranking/Board";
import { SeatingsCard } from "../components/seatings/SeatingsCard";

const TONES = { running: "warn", provisional: "brand", under_review: "warn", locked: "ok" };

/** A round's places by the announced rule, with how sure they are. */
export function RankingPage() {
  return <Frame place="ranking">{(here) => <Body {...here} />}</Frame>;
}

function Body(here: Here) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const code = useParam("round");
  const { edition, slug } = here;
  const round = code ? edition.rounds.find((each) => each.code === code) : here.round;
  const ranking = useQuery({ ...rankingQuery(round?.id ?? ""), enabled: round !== undefined });
  const data = ranking.data;
  return (
    <Page
      title={t("title")}
      sub={round ? `${words(round.name)} · ${t("sub")}` : t("sub")}
      actions={
        data && (
          <>
            {data.version !== null && (
              <span className="ys-chip">{t("version", { version: data.version })}</span>
            )}
            <span className={`ys-chip ${TONES[data.state]}`} data-testid="ranking-state">
              {t(`state.${data.state}`)}
            </span>
            {round && data.version !== null && <Sheet round={round.id} />}
            {data.rows.length > 0 && <PrintButton />}
          </>
        )
      }
    >
      <div className="ys-stack rk" data-testid="ranking" data-state={data?.state}>
        <Rounds rounds={edition.rounds} current={round} slug={slug} />
        {!round && <NoRound known={edition.rounds.length > 0} />}
        {round && ranking.isPending && <Waiting shape="lines" />}
        <ProblemAlert error={ranking.error} onRetry={() => void ranking.refetch()} />
        {round && data && <Board key={round.id} {...here} round={round} ranking={data} />}
        {round && data && <SeatingsCard round={round.id} zone={edition.time_zone} />}
      </div>
    </Page>
  );
}

/** The result as a spreadsheet, in the language on screen. */
function Sheet({ round }: { round: string }) {
  const { t, i18n } = useTranslation("ranking");
  return (
    <Button
      component="a"
      href={`${API}/rounds/${round}/ranking.xlsx?lang=${i18n.language}`}
      download
      variant="default"
      className="ys-noprint"
      leftSection={<IconTableExport size={18} stroke={1.8} aria-hidden />}
      data-testid="ranking-sheet"
    >
      {t("sheet")}
    </Button>
  );
}

function PrintButton() {
  const { t } = useTranslation("ranking");
  return (
    <Button
      variant="default"
      className="ys-noprint"
      leftSection={<IconPrinter size={18} stroke={1.8} aria-hidden />}
      onClick={() => window.print()}
      data-testid="ranking-print"
    >
      {t("print")}
    </Button>
  );
}

function NoRound({ known }: { known: boolean }) {
  const { t } = useTranslation(["ranking", "org"]);
  return known ? (
    <EmptyState title={t("round.missing")}>{t("round.missingWhy")}</EmptyState>
  ) : (
    <EmptyState title={t("round.none")}>{t("round.noneWhy")}</EmptyState>
  );
}

interface RoundsProps {
  rounds: EditionRound[];
  current: EditionRound | undefined;
  slug: string;
}

/** The rounds of the contest, where there are several or the address names none of them. */
function Rounds({ rounds, current, slug }: RoundsProps) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  if (rounds.length < (current ? 2 : 1)) return null;
  return (
    <nav className="rk-tabs ys-noprint" aria-label={t("rounds")}>
      {rounds.map((round) => (
        <Link
          key={round.id}
          to={`/org/${slug}/ranking/${round.code}`}
          aria-current={round.id === current?.id ? "page" : undefined}
        >
          {words(round.name)}
        </Link>
      ))}
    </nav>
  );
}
