import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCloudOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { NETWORK, ProblemError } from "@/api/problem";

export interface ProblemText {
  title: string;
  detail: string;
  network: boolean;
}

/** What happened and what to do: the server's words, or ours where no server spoke. */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t } = useTranslation("common");
  return (error) => {
    const known = error instanceof ProblemError ? error : null;
    if (known?.body.title) {
      return { title: known.body.title, detail: known.body.detail ?? "", network: false };
    }
    const code = known?.code === NETWORK ? "network" : "unexpected";
    return {
      title: t(`problem.${code}.title`),
      detail: t(`problem.${code}.detail`),
      network: code === "network",
    };
  };
}

interface Props {
  error: unknown;
  /** What is safe in spite of it. */
  safe?: string;
  onRetry?: () => void;
}

/** An error as three short sentences: what happened, what is safe, what to do. */
export function ProblemAlert({ error, safe, onRetry }: Props) {
  const { t } = useTranslation("common");
  const words = useProblemText()(error);
  if (!error) return null;
  const Icon = words.network ? IconCloudOff : IconAlertTriangle;
  return (
    <div className={`ys-note ${words.network ? "warn" : "bad"}`} role="alert">
      <Icon size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{words.title}</strong>
        {safe && <p>{safe}</p>}
        {words.detail && <p>{words.detail}</p>}
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            {t("retry")}
          </Button>
        )}
      </div>
    </div>
  );
}
