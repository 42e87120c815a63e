import { useTranslation } from "react-i18next";
import { Relative, When } from "@/ui/When";

/** A deadline as a moment with its zone, and how far away it is. */
export function Deadline({ at, zone }: { at: string; zone: string }) {
  const { t } = useTranslation("team");
  return (
    <span className="tm-deadline">
      {t("deadline")} <When at={at} zone={zone} />
      <span className="ys-muted">
        <Relative at={at} />
      </span>
    </span>
  );
}
