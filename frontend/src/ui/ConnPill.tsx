import { IconCloudUpload, IconKey, IconWifi, IconWifiOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Pill } from "@/offline/pill";
import "./conn.css";

const ICONS: Record<Pill, typeof IconWifi> = {
  online: IconWifi,
  slow: IconWifi,
  offline: IconWifiOff,
  syncing: IconCloudUpload,
  signin: IconKey,
};

interface Props {
  state: Pill;
  /** Acknowledged of all that had to be sent again. */
  done?: number;
  all?: number;
  /** A state in the page's own words. */
  words?: string;
  /** Whose device this is. */
  who?: string;
  /** Tries again at once. */
  onRetry?: () => void;
  testid?: string;
}

/** How good the link is: icon, word and color, and what is still on its way. */
export function ConnPill(props: Props) {
  const { state, done = 0, all = 0, words, who, onRetry, testid = "conn-pill" } = props;
  const { t } = useTranslation("common");
  const Icon = ICONS[state];
  const face = (
    <>
      <Icon size={20} stroke={1.8} aria-hidden />
      <span>
        <b>{words ?? t(`conn.${state}`, { done, all })}</b>
        {who && <small>{who}</small>}
      </span>
    </>
  );
  const shared = { className: `ys-conn ${state}`, "data-testid": testid, "data-state": state };
  return (
    <>
      {onRetry ? (
        <button type="button" {...shared} onClick={onRetry}>
          {face}
        </button>
      ) : (
        <span {...shared}>{face}</span>
      )}
      {/* The state alone, once: a count that runs up would be read out at each step. */}
      <span className="vh" role="status">
        {state === "syncing" ? t("conn.syncing.said") : (words ?? t(`conn.${state}`))}
      </span>
    </>
  );
}
