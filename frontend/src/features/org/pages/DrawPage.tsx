import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { drawQuery } from "../api/draw";
import { roundQuery } from "../api/round";
import type { Draw, Edition, Round } from "../api/types";
import { CommitCard } from "../components/draw/CommitCard";
import { FactsCard } from "../components/draw/FactsCard";
import { LotsCard } from "../components/draw/LotsCard";
import { OrderCard } from "../components/draw/OrderCard";
import { PaperCard, Typed } from "../components/draw/PaperCard";
import { Register } from "../components/draw/Register";
import { SubstitutesCard } from "../components/draw/SubstitutesCard";
import { TransfersCard } from "../components/draw/TransfersCard";
import { Frame, type Here } from "../components/Frame";
import { Registration } from "../components/Registration";
import "../components/draw/draw.css";

/** The draw in its three forms: what it is drawn from is fixed first, then opened. */
export function DrawPage() {
  return <Frame place="draw">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, round: nearest, roles }: Here) {
  const { t } = useTranslation(["draw", "org"]);
  const params: { round?: string } = useParams({ strict: false });
  const round = edition.rounds.find(({ id }) => id === params.round) ?? nearest;
  const details = useQuery({ ...roundQuery(round?.id ?? ""), enabled: round !== undefined });
  const data = details.data;
  const organizer = roles.has("organizer");
  return (
    <Page
      title={t("org:draw.title")}
      sub={t("sub")}
      width={data && data.panels.length > 1 ? "wide" : "reading"}
    >
      <div className="ys-stack" data-testid="draw">
        {!round && <EmptyState title={t("org:round.none")}>{t("org:round.noneWhy")}</EmptyState>}
        {round && details.isPending && <Waiting />}
        <ProblemAlert error={details.error} onRetry={() => void details.refetch()} />
        {data && !data.draw && edition.state === "open" && (
          <Registration edition={edition} organizer={organizer} />
        )}
        {data && !data.draw && edition.state !== "open" && (
          <>
            <SubstitutesCard round={data.id} zone={edition.time_zone} />
            <CommitCard round={data} organizer={organizer} />
          </>
        )}
        {data?.draw && (
          <Committed round={data} draw={data.draw} organizer={organizer} edition={edition} />
        )}
      </div>
    </Page>
  );
}

interface CommittedProps {
  round: Round;
  draw: Draw;
  organizer: boolean;
  edition: Edition;
}

function Committed({ round, draw, organizer, edition }: CommittedProps) {
  const zone = edition.time_zone;
  const sheet = useQuery(drawQuery(round.id));
  const opened = draw.revealed_at !== null;
  const { data } = sheet;
  return (
    <>
      <FactsCard round={round} draw={draw} organizer={organizer} zone={zone} />
      <SubstitutesCard round={round.id} zone={zone} />
      <ProblemAlert error={sheet.error} onRetry={() => void sheet.refetch()} />
      {data && !opened && draw.kind === "sign_in" && <LotsCard round={round} sheet={data} />}
      {data && !opened && draw.kind === "paper" && (
        <PaperCard round={round.id} sheet={data} zone={zone} />
      )}
      {data?.paper && opened && (
        <section className="ys-card">
          <Typed paper={data.paper} zone={zone} />
        </section>
      )}
      {round.slots.length > 0 && <OrderCard round={round} />}
      {opened && round.panels.length > 1 && <TransfersCard round={round} zone={zone} />}
      {opened && <Register edition={edition} round={round} draw={draw} />}
    </>
  );
}
