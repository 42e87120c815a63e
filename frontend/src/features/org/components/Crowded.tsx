import { Button } from "@mantine/core";
import { IconWindowMaximize } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Crowded } from "@/offline/socket";

/** Why this page has no live line, that everything is safe, and what makes a place. */
export function CrowdedNotice({ why, onRetry }: { why: Crowded; onRetry: () => void }) {
  const { t } = useTranslation("org");
  return (
    <div className="ys-note warn og-stale" role="alert" data-testid="crowded">
      <IconWindowMaximize size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{t(`live.crowded.${why}`)}</strong>
        <p>{t("live.crowded.safe")}</p>
        <p>{t(`live.crowded.${why}Do`)}</p>
      </div>
      <Button variant="default" onClick={onRetry} data-testid="crowded-retry">
        {t("live.crowded.retry")}
      </Button>
    </div>
  );
}
