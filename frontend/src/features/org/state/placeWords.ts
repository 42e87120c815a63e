import { useTranslation } from "react-i18next";
import type { PlaceRange } from "../api/rankingTypes";

/** Places and ranges as one says them. */
export function usePlaceWords() {
  const { t } = useTranslation("ranking");
  const place = (count: number) => t("place", { count, ordinal: true });
  const range = (span: PlaceRange) =>
    span.best === span.worst
      ? place(span.best)
      : t("range", {
          from: t("placeFrom", { count: span.best, ordinal: true }),
          to: place(span.worst),
        });
  return { place, range, whole: (span: PlaceRange) => t("rangeWhole", { range: range(span) }) };
}
