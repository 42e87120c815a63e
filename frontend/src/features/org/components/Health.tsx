import { IconCloudOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/offline/react";
import { clockIn } from "@/lib/time";
import { ConnPill } from "@/ui/ConnPill";
import { ShellStatus } from "@/ui/Shell";
import { useNow } from "@/ui/When";
import type { SeatPresence } from "../api/types";
import type { ConsoleFeed } from "../state/feed";
import { linkWords } from "../state/link";
import { CrowdedNotice } from "./Crowded";

/** The server's time, how good the link is, and how old the picture is while it is down. */
export function Health({ feed, zone }: { feed: ConsoleFeed; zone: string }) {
  const room = useSignal(feed.room.state)?.body;
  const { t } = useTranslation("org");
  const link = useSignal(feed.socket.link);
  const halt = useSignal(feed.halt);
  const fresh = useSignal(feed.fresh);
  useNow(1000);
  const crowded = useSignal(feed.crowded);
  const stale = link === "offline" || halt !== null;
  const at = fresh === null ? "—" : clockIn(zone, new Date(fresh), true);
  return (
    <>
      <ShellStatus>
        <div className="og-health">
          <span className="slim">
            <ConnPill
              state={halt ? "signin" : crowded ? "slow" : link}
              words={linkWords(t, halt, crowded, link)}
              testid="link"
            />
          </span>
          {room && <Counted name="judges" all={room.seats.length} on={online(room.seats)} />}
          {room && room.screen.devices.length > 0 && (
            <Counted
              name="screens"
              all={room.screen.devices.length}
              on={room.screen.devices.filter((each) => each.online).length}
            />
          )}
          <span>
            {t("live.serverTime")}{" "}
            <b className="num" data-testid="server-clock">
              {clockIn(zone, new Date(feed.clock.time()), true)}
            </b>
          </span>
        </div>
      </ShellStatus>
      {crowded && !halt && <CrowdedNotice why={crowded} onRetry={() => feed.socket.nudge()} />}
      {stale && !(crowded && !halt) && (
        <div className="ys-note warn og-stale" role="alert" data-testid="stale">
          <IconCloudOff size={20} stroke={1.8} aria-hidden />
          <div className="words">
            <strong>{t("live.stale", { at })}</strong>
            <p>{t(halt ? `live.halt.${halt}` : "live.staleWhy")}</p>
          </div>
        </div>
      )}
    </>
  );
}

const online = (seats: SeatPresence[]) =>
  seats.filter(({ presence }) => presence === "online").length;

function Counted({ name, on, all }: { name: "judges" | "screens"; on: number; all: number }) {
  const { t } = useTranslation("org");
  return (
    <span data-testid={`online-${name}`}>
      <i className={on === all ? "dot" : "dot w"} aria-hidden />
      {t(`live.${name}`)}{" "}
      <b className="num">
        {on} / {all}
      </b>
    </span>
  );
}
