import { useQuery } from "@tanstack/react-query";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { alternateHash, type Seating, seatingsQuery } from "../../api/seatings";
import type { Seat } from "../../api/types";
import { LeaveForm } from "./LeaveForm";
import { PlaceForm } from "./PlaceForm";
import { SeatingRow } from "./SeatingRow";
import "./seatings.css";

interface Props {
  round: string;
  zone: string;
  /** The round's seats where alternates are seated; elsewhere it is only told who sits for whom. */
  seats?: Seat[];
}

const stood = ({ ended_for }: Seating) => ended_for !== "undone";

/** The seat that the console sent somebody here for, once its form stands; it comes into view. */
function useAsked(ready: boolean, seats: Seat[] | undefined): string | undefined {
  const { hash } = useLocation();
  const asked = seats?.find((seat) => alternateHash(seat) === hash)?.id;
  useEffect(() => {
    if (!ready || !asked) return;
    document.querySelector("[data-asked]")?.scrollIntoView({ block: "center" });
  }, [ready, asked]);
  return asked;
}

/** Alternates: places that are free, a judge who goes, and who sits for whom. */
export function SeatingsCard({ round, seats, zone }: Props) {
  const { t } = useTranslation("seatings");
  const found = useQuery(seatingsQuery(round));
  const asked = useAsked(found.isSuccess, seats);
  if (!found.data) {
    return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  }
  const { alternates, places, may_seat } = found.data;
  const may = may_seat && seats !== undefined;
  const seatings = seats ? found.data.seatings : found.data.seatings.filter(stood);
  const steps = seatings.filter(
    (row, at) => seatings.findIndex(({ change }) => change === row.change) === at,
  );
  if (alternates.length === 0 || (!seats && steps.length === 0)) return null;
  return (
    <section className="ys-card og-seatings" aria-label={t("title")} data-testid="seatings">
      <h2>{t("title")}</h2>
      <p className="ys-small ys-soft">{t("sub")}</p>
      {(seats ? places : []).map((place) => (
        <PlaceForm
          key={`${place.slot}/${place.seat.id}`}
          round={round}
          place={place}
          alternates={alternates}
          may={may}
          asked={place.seat.id === asked}
        />
      ))}
      {may && (
        <LeaveForm
          round={round}
          seats={seats.filter(({ is_alternate }) => !is_alternate)}
          alternates={alternates}
          asked={places.some(({ seat }) => seat.id === asked) ? undefined : asked}
        />
      )}
      {steps.length > 0 && (
        <ul>
          {steps.map((step) => (
            <SeatingRow
              key={step.change}
              round={round}
              rows={seatings.filter(({ change }) => change === step.change)}
              zone={zone}
              may={may}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
