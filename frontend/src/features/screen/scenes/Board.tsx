import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { lengthOf } from "../fit";
import type { BoardRow } from "../types";
import { rankMark } from "../words";

/** One place of the leaderboard; the new one stands out. */
export function Place({ row }: { row: BoardRow }) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const name = words(row.entry.team);
  return (
    <li
      className={row.fresh ? "row me" : "row"}
      data-testid="place"
      data-rank={row.rank}
      data-number={row.entry.number}
      data-long={lengthOf(name)}
    >
      <span className="k num">{rankMark(row.rank, row.shares)}</span>
      <span className="t">
        {name}
        {row.fresh && <small>{t("board.new")}</small>}
      </span>
      <span className="s num">{row.final}</span>
    </li>
  );
}
