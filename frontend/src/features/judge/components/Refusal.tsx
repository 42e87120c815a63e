import { IconAlertTriangle, IconCloudOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NETWORK, ProblemError } from "@/api/problem";

interface Props {
  error: unknown;
  /** What is safe in spite of it. */
  safe?: string;
  onRetry?: () => void;
}

/** An error in the server's words, or ours where no server spoke: what happened, what to do. */
export function Refusal({ error, safe, onRetry }: Props) {
  const { t } = useTranslation("common");
  const body = error instanceof ProblemError ? error.body : null;
  const lost = body?.code === NETWORK;
  const kind = lost ? "network" : "unexpected";
  const Icon = lost ? IconCloudOff : IconAlertTriangle;
  return (
    <div className={`ys-note ${lost ? "warn" : "bad"}`} role="alert">
      <Icon size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{body?.title || t(`problem.${kind}.title`)}</strong>
        {safe && <p>{safe}</p>}
        <p>{body?.title ? body.detail : t(`problem.${kind}.detail`)}</p>
        {onRetry && (
          <button type="button" className="jd-btn" onClick={onRetry}>
            {t("retry")}
          </button>
        )}
      </div>
    </div>
  );
}
