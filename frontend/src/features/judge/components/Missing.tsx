import { useTranslation } from "react-i18next";
import { Notice } from "./Notice";

/** An address of the judge's pages that leads nowhere. */
export function Missing() {
  const { t } = useTranslation("judge");
  return (
    <Notice title={t("missing.title")} detail={t("missing.detail")}>
      <a className="jd-btn" href="/judge">
        {t("missing.action")}
      </a>
    </Notice>
  );
}
