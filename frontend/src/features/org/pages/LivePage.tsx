import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useEffect } from "react";
import { useSignal } from "@/offline/react";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { roundQuery } from "../api/round";
import type { Edition, EditionRound, Round, Rulebook } from "../api/types";
import { Console } from "../components/Console";
import { Frame, type Here } from "../components/Frame";
import { Health } from "../components/Health";
import { RoomsOverview } from "../components/rooms/RoomsOverview";
import { RoomTabs } from "../components/rooms/RoomTabs";
import { openSlots } from "../state/console";
import { useConsoleFeed } from "../state/feed";

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
  return (
    <Rooms
      key={round.id}
      edition={edition}
      round={round}
      rulebook={round.rulebook.card}
      roles={roles}
      slug={slug}
    />
  );
}

interface RoomsProps {
  edition: Edition;
  round: EditionRound;
  rulebook: Rulebook;
  roles: Set<string>;
  slug: string;
}

/** One room has the console at once; of several the address names one, else all are shown. */
function Rooms(props: RoomsProps) {
  const { edition, round, rulebook, slug } = props;
  const { t } = useTranslation("org");
  const search: { room?: string } = useSearch({ strict: false });
  // The other rooms go on while this one is on screen.
  const details = useQuery({
    ...roundQuery(round.id),
    refetchInterval: ({ state }) => ((state.data?.panels.length ?? 0) > 1 ? 10_000 : false),
  });
  const data = details.data;
  const rooms = data?.panels.map(({ room }) => room.id) ?? [];
  const asked = rooms.find((room) => room === search.room) ?? null;
  const here = asked ?? (rooms.length === 1 ? rooms[0] : null);
  return (
    <main className="og-live">
      <h1 className="vh">{t("nav.live")}</h1>
      {data && rooms.length > 1 && <RoomTabs round={data} slug={slug} here={asked} />}
      {details.isPending && <Waiting />}
      <ProblemAlert error={details.error} onRetry={() => void details.refetch()} />
      {data && here && <Room key={here} {...props} details={data} room={here} />}
      {data && !here && rooms.length > 1 && (
        <RoomsOverview edition={edition} round={data} rulebook={rulebook} slug={slug} />
      )}
      {data && rooms.length === 0 && (
        <EmptyState title={t("round.none")}>{t("round.noneWhy")}</EmptyState>
      )}
    </main>
  );
}

interface RoomProps extends RoomsProps {
  details: Round;
  room: string;
}

function Room({ edition, round, rulebook, roles, slug, details, room }: RoomProps) {
  const feed = useConsoleFeed(round.id, room);
  const state = useSignal(feed.room.state);
  const failure = useSignal(feed.failure);
  const panel = details.panels.find((each) => each.room.id === room);
  return (
    <>
      <Health feed={feed} zone={edition.time_zone} />
      {!state && !failure && <Waiting />}
      {!state && (
        <div className="og-livepad">
          <ProblemAlert error={failure} onRetry={() => void feed.refresh()} />
        </div>
      )}
      {state && (
        <Console
          feed={feed}
          body={state.body}
          rulebook={rulebook}
          seats={panel?.seats ?? []}
          elsewhere={openElsewhere(details, room)}
          zone={edition.time_zone}
          roles={roles}
          slug={slug}
        />
      )}
    </>
  );
}

/** Teams of the round's other rooms that keep it from closing. */
const openElsewhere = (round: Round, room: string) =>
  openSlots({ slots: round.slots.filter((slot) => slot.room !== room) }).length;
