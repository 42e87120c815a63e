import { IconTrophy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card } from "../api/types";
import { placeText } from "../state/place";

/** Where the project stood in the contest; marked as long as the list is only proposed. */
export function Provenance({ card }: { card: Card }) {
  const { t, i18n } = useTranslation("zone");
  const words = useWords();
  if (!card.contest) return null;
  const { rank, provisional } = card.contest;
  const contest = words(card.entry?.edition_name);
  return (
    <span
      className="zn-source"
      title={provisional ? t("rank.provisional.why") : t("rank.final.why")}
      data-testid="card-rank"
    >
      <IconTrophy size={16} stroke={2} aria-hidden />
      {provisional && <b>{t("rank.provisional")}</b>}
      <span>{t("rank.place", { contest, place: placeText(rank, i18n.language) })}</span>
      {provisional && <span className="vh">{t("rank.provisional.why")}</span>}
    </span>
  );
}
