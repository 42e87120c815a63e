import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useEffect } from "react";
import { useSignal } from "@/offline/react";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { roundQuery } from "../api/round";
import type { Edition, EditionRound, Round } from "../api/types";
import { Console } from "../components/Console";
import { Frame, type Here } from "../components/Frame";
import { Health } from "../components/Health";
import { type ConsoleFeed, useConsoleFeed } from "../state/feed";

/** The live console: the room as the server knows it, and the one next step. */
export function LivePage() {
  return (
    <Frame place="live" bare>
      {(here) => <Body {...here} />}
    </Frame>
  );
}

function Body({ edition, round, roles, slug }: Here) {
  const { t } = useTranslation("org");
  useEffect(() => {
    document.title = `${t("nav.live")} · ${t("brand")}`;
  }, [t]);
  if (!round) {
    return (
      <main className="ys-main">
        <h1 className="vh">{t("nav.live")}</h1>
        <EmptyState title={t("round.none")}>{t("round.noneWhy")}</EmptyState>
      </main>
    );
  }
  if (!round.rulebook.card) {
    return (
      <main className="ys-main">
        <h1 className="vh">{t("nav.live")}</h1>
        <EmptyState title={t("round.beyond")}>{t("round.beyondWhy")}</EmptyState>
      </main>
    );
  }
  return <Room key={round.id} edition={edition} round={round} roles={roles} slug={slug} />;
}

interface RoomProps {
  edition: Edition;
  round: EditionRound;
  roles: Set<string>;
  slug: string;
}

function Room({ edition, round, roles, slug }: RoomProps) {
  const { t } = useTranslation("org");
  const feed = useConsoleFeed(round.id);
  const details = useQuery(roundQuery(round.id));
  const state = useSignal(feed.room.state);
  const failure = useSignal(feed.failure);
  return (
    <main className="og-live">
      <h1 className="vh">{t("nav.live")}</h1>
      <Health feed={feed} zone={edition.time_zone} />
      {!state && !failure && <Waiting />}
      {!state && (
        <div className="og-livepad">
          <ProblemAlert error={failure} onRetry={() => void feed.refresh()} />
        </div>
      )}
      <ProblemAlert error={details.error} onRetry={() => void details.refetch()} />
      {state && details.data && (
        <Shown
          feed={feed}
          edition={edition}
          round={round}
          details={details.data}
          roles={roles}
          slug={slug}
        />
      )}
    </main>
  );
}

interface ShownProps extends RoomProps {
  feed: ConsoleFeed;
  details: Round;
}

function Shown({ feed, edition, round, details, roles, slug }: ShownProps) {
  const state = useSignal(feed.room.state);
  if (!state || !round.rulebook.card) return null;
  return (
    <Console
      feed={feed}
      body={state.body}
      rulebook={round.rulebook.card}
      seats={details.panels.flatMap((panel) => panel.seats)}
      zone={edition.time_zone}
      roles={roles}
      slug={slug}
    />
  );
}
