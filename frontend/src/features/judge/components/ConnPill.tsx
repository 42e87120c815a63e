import { IconCloudUpload, IconKey, IconWifi, IconWifiOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useSignal } from "@/offline/react";
import { useOffice } from "../state/office";

const ICONS = {
  online: IconWifi,
  slow: IconWifi,
  offline: IconWifiOff,
  syncing: IconCloudUpload,
  signin: IconKey,
};
export type PillState = keyof typeof ICONS;

/** How good the link is, whose tablet this is; a tap tries again at once. */
export function ConnPill({ seat }: { seat: number | undefined }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const { tablet } = useOffice();
  const link = useSignal(tablet.socket.link);
  const hold = useSignal(tablet.sender.hold);
  const halt = useSignal(tablet.halt);
  const backlog = useSignal(tablet.backlog);
  const { count } = useSignal(tablet.view);
  const making = link === "online" && backlog > 0 && count > 0;
  const state: PillState = hold || halt ? "signin" : making ? "syncing" : link;
  const name = words(tablet.binding?.name);
  const who = [name, seat === undefined ? "" : t("seat", { number: seat })];
  const Icon = ICONS[state];
  const done = Math.max(0, backlog - count);
  return (
    <button
      type="button"
      className={`jd-pill ${state}`}
      data-testid="conn-pill"
      data-state={state}
      onClick={() => tablet.nudge()}
    >
      <Icon size={20} stroke={1.8} aria-hidden />
      <span role="status">
        <b>{t(`link.${state}`, { done, all: backlog })}</b>
        <small>{who.filter(Boolean).join(" · ")}</small>
      </span>
    </button>
  );
}
