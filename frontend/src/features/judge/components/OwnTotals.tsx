import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markParse } from "@/offline/marks";
import { useSignal } from "@/offline/react";
import type { Queue } from "../api/types";
import { useOffice } from "../state/office";
import { totalText } from "../state/sheet";
import { badgeOf, teamOf } from "../state/words";

/** What this judge has signed, the highest first: the own yardstick, and nobody else's marks. */
export function OwnTotals({ queue }: { queue: Queue }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const view = useSignal(useOffice().tablet.view);
  const signed = queue.entries
    .flatMap((entry) => {
      const sheet = entry.sheet ? view.sheets.get(entry.sheet) : undefined;
      const total = sheet && sheet.state !== "open" ? markParse(sheet.total ?? "") : null;
      return total === null ? [] : [{ entry, total }];
    })
    .sort((a, b) => b.total - a.total);
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
