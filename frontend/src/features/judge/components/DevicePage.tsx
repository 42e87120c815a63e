import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useDevice } from "../state/useDevice";

/** What this tablet can do, and what to tell the staff where it cannot. */
export function DevicePage() {
  const { t } = useTranslation(["judgeAside", "judge"]);
  return (
    <div className="jd-page">
      <main className="jd-column">
        <section className="jd-card">
          <h1>{t("device.title")}</h1>
          <ul className="jd-lines">
            {useDevice().map(({ name, good, value }) => {
              const Icon = good ? IconCircleCheck : IconAlertTriangle;
              const state = good ? "good" : "bad";
              return (
                <li key={name} className="jd-line" data-testid={`check-${name}`} data-state={state}>
                  <span className={good ? "jd-truth ok" : "jd-truth bad"}>
                    <Icon size={24} stroke={1.8} aria-hidden />
                  </span>
                  <div className="jd-what">
                    <b>{t(`device.${name}`)}</b>
                    <span>{t(`device.${name}.${state}`)}</span>
                  </div>
                  {value && <b className="num">{value}</b>}
                </li>
              );
            })}
          </ul>
        </section>
        <Link to="/judge" className="jd-btn wide">
          {t("missing.action")}
        </Link>
      </main>
    </div>
  );
}
