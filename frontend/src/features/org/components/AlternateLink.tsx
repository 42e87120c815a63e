import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Seat } from "../api/types";
import type { AlternateFor } from "../state/alternates";

/** To the judges' page, at this judge's place. */
export function AlternateLink({ seat, way }: { seat: Seat; way: ReturnType<AlternateFor> }) {
  const { t } = useTranslation("org");
  const words = useWords();
  return (
    <Link
      {...way}
      className="act"
      aria-label={t("matrix.alternateFor", { name: words(seat.person.name) })}
      data-testid={`alternate-${seat.number}`}
    >
      {t("matrix.alternate")}
    </Link>
  );
}
