import { useTranslation } from "react-i18next";
import { isOldBuild } from "@/ui/Boundary";
import { Notice } from "./Notice";

/** The panel could not be shown: the marks are safe, and it can be opened again. */
export function Fault({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useTranslation("judge");
  const act = isOldBuild(error) ? () => location.reload() : again;
  return (
    <Notice testid="page-fault" title={t("fault.title")} detail={t("fault.detail")}>
      <button type="button" className="jd-btn primary wide" onClick={act}>
        {t("fault.action")}
      </button>
      <a className="jd-btn wide" href="/judge">
        {t("missing.action")}
      </a>
    </Notice>
  );
}
