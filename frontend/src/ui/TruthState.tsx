import { useTranslation } from "react-i18next";
import { clockIn } from "@/lib/time";
import type { Truth } from "@/offline/truth";
import { TRUTH_FACES } from "./truthFaces";

export type { Truth } from "@/offline/truth";

interface Props {
  state: Truth;
  /** The server's commit time, or the device's time of writing where it is only there. */
  at?: string | null;
  zone: string;
  /** How many inputs are in this state; said from two on. */
  count?: number;
  /** Why it was not accepted. */
  reason?: string;
  /** One state of many in a list is not announced by itself. */
  quiet?: boolean;
  testid?: string;
}

/** Where the input is: on this device, sent, or confirmed by the server at a time. */
export function TruthState(props: Props) {
  const { state, at, zone, count = 1, reason, quiet = false, testid = "saved-state" } = props;
  const { t } = useTranslation("common");
  const face = TRUTH_FACES[state];
  const Icon = face.icon;
  const time = at ? clockIn(zone, at, true) : "";
  const many = count > 1 && state !== "signed" && state !== "committed";
  const words = many ? t(`truth.many.${state}`, { count }) : t(`truth.${state}`, { time }).trim();
  return (
    <span
      className={`ys-truth ${face.tone}`}
      role={quiet ? undefined : "status"}
      data-testid={testid}
      data-state={state}
    >
      <Icon size={18} stroke={1.8} aria-hidden />
      {reason ? t("truth.because", { words, reason }) : words}
    </span>
  );
}
