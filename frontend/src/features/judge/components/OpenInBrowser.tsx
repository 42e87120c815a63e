import { IconArrowUpRight, IconDots, IconWorld } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Notice } from "./Notice";

/** Inside a chat app: one picture of how to get out of it; the link stays unused. */
export function OpenInBrowser({ app, name }: { app: string; name: string }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const appName = t(`web.app.${app}`);
  return (
    <Notice
      testid="join-webview"
      title={t("join.judge.title", { name })}
      detail={t("web.detail", { app: appName })}
    >
      <figure className="jd-out">
        <div className="bar" aria-hidden>
          <span className="line" />
          <span className="dots">
            <IconDots size={24} stroke={2.4} />
          </span>
        </div>
        <div className="point" aria-hidden>
          <IconArrowUpRight size={36} stroke={2.2} />
        </div>
        <div className="item" aria-hidden>
          <IconWorld size={24} stroke={1.8} />
          {t("web.item")}
        </div>
        <figcaption>{t("web.steps")}</figcaption>
      </figure>
      <p>{t("web.keeps")}</p>
      <p className="jd-small">{t("web.code", { address: `${location.host}/join` })}</p>
    </Notice>
  );
}
