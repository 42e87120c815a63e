import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { incidentsQuery } from "../../api/incidents";
import { IncidentForm, type Turn } from "./IncidentForm";
import { IncidentRow } from "./IncidentRow";
import "../corrections/corrections.css";
import "./incidents.css";

interface Props {
  round: string;
  zone: string;
  /** The room in which one can be opened, and its teams in order; absent where none can. */
  room?: { id: string; turns: Turn[] };
}

/** What went wrong in the round; nothing where nothing did and none can be opened here. */
export function IncidentsCard({ round, zone, room }: Props) {
  const { t } = useTranslation("incidents");
  const { data, error, refetch } = useQuery(incidentsQuery(round));
  const [opening, setOpening] = useState(false);
  const rows = data?.incidents ?? [];
  const mayOpen = room !== undefined && data?.may_open === true;
  if (rows.length === 0 && !mayOpen) {
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  }
  const first = [...rows].sort((one, other) => other.state.localeCompare(one.state));
  return (
    <section
      className="ys-card og-corrections og-incidents"
      aria-label={t("title")}
      data-testid="incidents"
    >
      <h2>
        {t("title")} <small className="num">{rows.length}</small>
      </h2>
      <p className="ys-small ys-soft">{t(rows.length > 0 ? "sub" : "none")}</p>
      {mayOpen && !opening && (
        <Button
          variant="default"
          size="sm"
          onClick={() => setOpening(true)}
          data-testid="incident-new"
        >
          {t("open")}
        </Button>
      )}
      {mayOpen && opening && (
        <IncidentForm
          round={round}
          room={room.id}
          turns={room.turns}
          onDone={() => setOpening(false)}
        />
      )}
      {rows.length > 0 && (
        <ul>
          {first.map((each) => (
            <IncidentRow key={each.id} round={round} incident={each} zone={zone} />
          ))}
        </ul>
      )}
    </section>
  );
}
