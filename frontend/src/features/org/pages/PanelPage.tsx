import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { allEntriesQuery } from "../api/entries";
import { roundQuery } from "../api/round";
import type { Round } from "../api/types";
import { Frame, type Here } from "../components/Frame";
import { RecusalForm } from "../components/RecusalForm";
import { SeatRow } from "../components/SeatRow";
import { SeatingsCard } from "../components/seatings/SeatingsCard";

/** The judges: who sits where, how ready each is, and the link that lets them in. */
export function PanelPage() {
  return <Frame place="panel">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, round, roles }: Here) {
  const { t } = useTranslation("org");
  const details = useQuery({ ...roundQuery(round?.id ?? ""), enabled: round !== undefined });
  return (
    <Page title={t("panel.title")} sub={t("panel.sub")}>
      <div className="ys-stack">
        {!round && <EmptyState title={t("round.none")}>{t("round.noneWhy")}</EmptyState>}
        {round && details.isPending && <Waiting />}
        <ProblemAlert error={details.error} onRetry={() => void details.refetch()} />
        {details.data && (
          <Panels
            round={details.data}
            roles={roles}
            edition={edition.id}
            zone={edition.time_zone}
          />
        )}
      </div>
    </Page>
  );
}

interface PanelsProps {
  round: Round;
  roles: Set<string>;
  edition: string;
  zone: string;
}

function Panels({ round, roles, edition, zone }: PanelsProps) {
  const { t } = useTranslation("org");
  const words = useWords();
  const organizer = roles.has("organizer");
  const entries = useQuery({ ...allEntriesQuery(edition), enabled: organizer });
  const accepted = entries.data?.filter(({ state }) => state === "accepted") ?? [];
  const pitched = round.slots.length || accepted.length;
  const seats = round.panels.flatMap((panel) => panel.seats);
  return (
    <>
      {round.panels.map((panel) => (
        <section key={panel.id} className="ys-card og-seats">
          <h2>
            {words(panel.name)}
            {words(panel.room.name) !== words(panel.name) && (
              <small className="ys-muted">{words(panel.room.name)}</small>
            )}
          </h2>
          <ul>
            {panel.seats.map((seat) => (
              <SeatRow
                key={seat.id}
                seat={seat}
                entries={pitched}
                zone={zone}
                mayInvite={organizer || roles.has("event_desk")}
              />
            ))}
          </ul>
        </section>
      ))}
      {organizer && seats.some(({ is_alternate }) => is_alternate) && (
        <SeatingsCard round={round.id} seats={seats} zone={zone} />
      )}
      {organizer && seats.length > 0 && (
        <section className="ys-card">
          <h2>{t("recusal.title")}</h2>
          <RecusalForm round={round.id} seats={seats} entries={accepted} />
        </section>
      )}
    </>
  );
}
