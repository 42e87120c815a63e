import "../components/paper/paper.css";
import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useParam } from "@/lib/params";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { papersQuery } from "../api/papers";
import { Frame, type Here } from "../components/Frame";
import { FileCard } from "../components/paper/FileCard";
import { Filings } from "../components/paper/Filings";
import { InkCard } from "../components/paper/InkCard";
import { PrintCard } from "../components/paper/PrintCard";
import { Register } from "../components/paper/Register";

/** Paper of a round: printed, signed, counted back in. */
export function PaperPage() {
  return <Frame place="paper">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, round: open }: Here) {
  const { t } = useTranslation(["paper", "org"]);
  const words = useWords();
  const code = useParam("round");
  const round = code ? edition.rounds.find((each) => each.code === code) : open;
  const papers = useQuery({ ...papersQuery(round?.id ?? ""), enabled: round !== undefined });
  const data = papers.data;
  const zone = edition.time_zone;
  return (
    <Page
      title={t("title")}
      sub={round ? `${words(round.name)} · ${t("sub")}` : t("sub")}
      actions={
        data &&
        data.expected.length > 0 && (
          <Button
            variant="default"
            className="ys-noprint"
            leftSection={<IconPrinter size={18} stroke={1.8} aria-hidden />}
            onClick={() => window.print()}
          >
            {t("list.print")}
          </Button>
        )
      }
    >
      <div className="ys-stack pp" data-testid="papers">
        {!round && <EmptyState title={t("round.none")}>{t("round.noneWhy")}</EmptyState>}
        {round && papers.isPending && <Waiting shape="lines" />}
        <ProblemAlert error={papers.error} onRetry={() => void papers.refetch()} />
        {round && data && (
          <>
            <Register papers={data} />
            {/* What comes first at the desk: before anything is printed it is printing. */}
            {data.may.file && data.counts.printed > 0 && <FileCard round={round.id} />}
            <PrintCard round={round.id} papers={data} zone={zone} />
            <Filings round={round.id} papers={data} zone={zone} />
            <InkCard round={round.id} papers={data} zone={zone} />
          </>
        )}
      </div>
    </Page>
  );
}
