import { useTranslation } from "react-i18next";
import { Relative, When } from "@/ui/When";

interface Props {
  at: string;
  zone: string;
  /** Registration may end by hand before its deadline; then nothing is left to wait for. */
  open?: boolean;
}

/** A deadline as a moment with its zone and, while registration is open, how far away it is. */
export function Deadline({ at, zone, open = true }: Props) {
  const { t } = useTranslation("team");
  return (
    <span className="tm-deadline">
      {t("deadline")} <When at={at} zone={zone} />
      {open && (
        <span className="ys-muted">
          <Relative at={at} zone={zone} />
        </span>
      )}
    </span>
  );
}
