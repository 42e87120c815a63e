import { IconGavel } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Shown } from "../api/motions";

/** Over the lower edge of other pages: the way to the card. */
export function AgainBar({ motion }: { motion: Shown }) {
  const { t } = useTranslation("judgeMotion");
  const words = useWords();
  return (
    <Link
      to="/judge/live"
      search={{ entry: motion.entry.id }}
      className="jd-motionbar"
      data-testid="again-bar"
    >
      <IconGavel size={22} stroke={1.8} aria-hidden />
      {t("again.go", { team: words(motion.entry.team) })}
    </Link>
  );
}
