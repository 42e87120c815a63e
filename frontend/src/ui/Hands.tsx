import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PersonRef } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { When } from "./When";
import "./evidence.css";

export interface Hand {
  /** What this person does. */
  label: string;
  person: PersonRef | null | undefined;
  at: string | null | undefined;
  done: boolean;
}

/** Whose hands a thing goes through: who has done what and when, and for whom it waits. */
export function Hands({ hands, zone }: { hands: Hand[]; zone: string }) {
  const { t } = useTranslation("ui");
  const words = useWords();
  return (
    <ol className="ys-hands">
      {hands.map((hand) => (
        <li key={hand.label} className={hand.done ? "done" : ""} data-done={hand.done}>
          {hand.done ? (
            <IconCircleCheckFilled size={22} aria-hidden />
          ) : (
            <IconCircle size={22} stroke={1.6} aria-hidden />
          )}
          <span>
            <b>{hand.label}</b>
            <small>
              {hand.done ? words(hand.person?.name) || t("hands.somebody") : t("hands.waiting")}{" "}
              {hand.done && hand.at && <When at={hand.at} zone={zone} seconds plain />}
            </small>
          </span>
        </li>
      ))}
    </ol>
  );
}
