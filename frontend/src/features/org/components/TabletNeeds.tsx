import { IconBattery1, IconDatabaseExclamation, IconMoon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SeatPresence } from "../api/types";

interface Props {
  seat: number;
  tablet: NonNullable<SeatPresence["tablet"]>;
}

/** What to see to at a judge's tablet, each with what to do. */
export function TabletNeeds({ seat, tablet }: Props) {
  const { t } = useTranslation("org");
  const { battery, storage, sleeps } = tablet;
  return (
    <span className="tablet" data-testid={`tablet-${seat}`}>
      {battery !== null && (
        <small data-need="battery">
          <IconBattery1 size={16} stroke={2} aria-hidden />
          {t("tablet.battery", { percent: battery })}
        </small>
      )}
      {storage && (
        <small data-need="storage">
          <IconDatabaseExclamation size={16} stroke={2} aria-hidden />
          {t("tablet.storage")}
        </small>
      )}
      {sleeps && (
        <small data-need="sleeps">
          <IconMoon size={16} stroke={2} aria-hidden />
          {t("tablet.sleeps")}
        </small>
      )}
    </span>
  );
}
