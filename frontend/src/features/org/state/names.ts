import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Seat } from "../api/types";

/** The names of seats, in the language on screen, as a list in a sentence. */
export function useNames(seats: Seat[]): (numbers: number[]) => string {
  const { t } = useTranslation("org");
  const words = useWords();
  return useCallback(
    (numbers) =>
      numbers
        .map((number) => {
          const seat = seats.find((each) => each.number === number);
          return seat ? words(seat.person.name) : String(number);
        })
        .join(t("listComma")),
    [seats, t, words],
  );
}
