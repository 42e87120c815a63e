import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PersonRef } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";

export interface Hand {
  /** What this person does. */
  label: string;
  person: PersonRef | null | undefined;
  at: string | null | undefined;
  done: boolean;
}

/** Two people, one thing: who has done what, and for whom it waits. */
export function TwoPerson({ hands, zone, note }: { hands: Hand[]; zone: string; note?: string }) {
  const { t } = useTranslation("org");
  const words = useWords();
  return (
    <div className="og-two">
      <ol>
        {hands.map((hand) => (
          <li key={hand.label} className={hand.done ? "done" : ""}>
            {hand.done ? (
              <IconCircleCheckFilled size={22} aria-hidden />
            ) : (
              <IconCircle size={22} stroke={1.6} aria-hidden />
            )}
            <span>
              <b>{hand.label}</b>
              <small>
                {hand.done ? words(hand.person?.name) || t("two.somebody") : t("two.waiting")}{" "}
                {hand.done && hand.at && <When at={hand.at} zone={zone} seconds plain />}
              </small>
            </span>
          </li>
        ))}
      </ol>
      {note && <p className="ys-small ys-soft">{note}</p>}
    </div>
  );
}
