import { IconCloudOff } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { reachable, reachWatch } from "@/api/reach";
import { useSignal } from "@/offline/react";

/** Reads anew what could not be read, when the server is back. */
function back(): void {
  void queryClient.refetchQueries({ predicate: (query) => query.state.status === "error" });
}

/** A line at the foot of the window while the server cannot be reached; nothing else stops. */
export function OfflineNotice() {
  const { t } = useTranslation("ui");
  const here = useSignal(reachable);
  useEffect(() => reachWatch(back), []);
  return (
    <div className="ys-offline" role="status" data-testid="offline-notice" data-shown={!here}>
      {!here && (
        <p>
          <IconCloudOff size={20} stroke={1.8} aria-hidden />
          <span>
            <b>{t("offline.title")}</b> {t("offline.detail")}
          </span>
        </p>
      )}
    </div>
  );
}
