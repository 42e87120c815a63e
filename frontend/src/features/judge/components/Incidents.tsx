import { useQuery } from "@tanstack/react-query";
import { IconSignature } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ownIncidentsQuery, type OwnIncident } from "../api/incidents";
import { IncidentSheet } from "./IncidentSheet";

/** What went wrong in the room and waits for this judge's signature, then what she signed. */
export function Incidents() {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const { data } = useQuery(ownIncidentsQuery);
  const [reading, setReading] = useState<OwnIncident | null>(null);
  if (!data || data.length === 0) return null;
  return (
    <section className="jd-card" aria-label={t("incident.title")} data-testid="incidents">
      <h2>{t("incident.title")}</h2>
      <p className="jd-soft">{t("incident.sub")}</p>
      {data.map((each) => (
        <div
          key={each.id}
          className="jd-decision"
          data-testid="incident"
          data-state={each.signed_at ? "signed" : "waits"}
        >
          <p>
            <b>{t("incident.number", { number: each.number })}</b> {t(`incident.${each.code}`)}
            {each.entry && ` · ${each.entry.number} ${each.entry.title}`}
          </p>
          <p className="jd-soft">{each.text}</p>
          {each.signed_at ? (
            <p className="jd-soft" role="status">
              {t(`incident.signed.${each.office}`)}
            </p>
          ) : (
            <button
              type="button"
              className="jd-btn"
              data-testid="incident-read"
              onClick={() => setReading(each)}
            >
              <IconSignature size={22} stroke={1.8} aria-hidden />
              {t("incident.read")}
            </button>
          )}
        </div>
      ))}
      {reading && <IncidentSheet incident={reading} onClose={() => setReading(null)} />}
    </section>
  );
}
