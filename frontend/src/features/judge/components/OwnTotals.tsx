import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Queue } from "../api/types";
import { useSigned } from "../state/hooks";
import { totalText } from "../state/sheet";
import { badgeOf, teamOf } from "../state/words";

/** What this judge has signed, the highest first: the own yardstick, and nobody else's marks. */
export function OwnTotals({ queue }: { queue: Queue }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const signed = [...useSigned(queue.entries)].sort((a, b) => b.total - a.total);
  if (signed.length === 0) return <p className="jd-soft">{t("own.none")}</p>;
  return (
    <ol className="jd-owns">
      {signed.map(({ entry, total }) => (
        <li key={entry.id}>
          <span className="num">{badgeOf(entry)}</span>
          <span>{words(teamOf(entry.team))}</span>
          <b className="num">{totalText(queue.rulebook.document, total)}</b>
        </li>
      ))}
    </ol>
  );
}
