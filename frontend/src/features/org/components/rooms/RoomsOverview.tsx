import { IconCloudOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/offline/react";
import { ConnPill } from "@/ui/ConnPill";
import { Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { ShellStatus } from "@/ui/Shell";
import type { Edition, Round, Rulebook } from "../../api/types";
import { useRoomsFeed } from "../../state/rooms";
import { linkWords } from "../../state/link";
import { CrowdedNotice } from "../Crowded";
import { RoomCard } from "./RoomCard";
import "./rooms.css";

interface Props {
  edition: Edition;
  round: Round;
  rulebook: Rulebook;
  slug: string;
}

/** Every room at a glance: who is on stage, who has signed, how late it is, what needs somebody. */
export function RoomsOverview({ edition, round, rulebook, slug }: Props) {
  const { t } = useTranslation(["rooms", "org"]);
  const { t: words } = useTranslation("org");
  const feed = useRoomsFeed(
    round.id,
    round.panels.map(({ room }) => room.id),
  );
  const link = useSignal(feed.socket.link);
  const halt = useSignal(feed.halt);
  const crowded = useSignal(feed.crowded);
  const failure = useSignal(feed.failure);
  const away = link === "offline" || halt !== null;
  return (
    <div className="og-roomgrid" data-testid="rooms-overview">
      <ShellStatus>
        <ConnPill
          state={halt ? "signin" : crowded ? "slow" : link}
          words={linkWords(words, halt, crowded, link)}
          testid="link"
        />
      </ShellStatus>
      {crowded && !halt && (
        <div className="wide">
          <CrowdedNotice why={crowded} onRetry={() => feed.socket.nudge()} />
        </div>
      )}
      {away && !(crowded && !halt) && (
        <div className="ys-note warn wide" role="alert">
          <IconCloudOff size={20} stroke={1.8} aria-hidden />
          <div className="words">
            <strong>{t("stale")}</strong>
            <p>{halt ? t(`org:live.halt.${halt}`) : t("staleWhy")}</p>
          </div>
        </div>
      )}
      <div className="wide">
        <ProblemAlert error={failure} onRetry={() => void feed.refresh()} />
      </div>
      {round.panels.map(({ room, seats }) => {
        const own = feed.rooms.get(room.id);
        return own ? (
          <RoomCard
            key={room.id}
            room={room}
            seats={seats}
            own={own}
            feed={feed}
            timing={rulebook.timing}
            zone={edition.time_zone}
            slug={slug}
          />
        ) : (
          <Waiting key={room.id} />
        );
      })}
    </div>
  );
}
