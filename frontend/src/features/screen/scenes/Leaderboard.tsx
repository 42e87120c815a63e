import { useTranslation } from "react-i18next";
import { counts, rowsThatFit } from "../fit";
import type { StageRoom } from "../types";
import { Place } from "./Board";

const MOST = 20;
const ONE_COLUMN = 6;

/** The teams that are through, best first, in as many columns as they need. */
export function Leaderboard({ body }: { body: StageRoom }) {
  const { t } = useTranslation("screen");
  const board = body.board ?? [];
  const rows = rowsThatFit(board, MOST);
  const columns = rows.length > ONE_COLUMN ? 2 : 1;
  const lines = Math.max(ONE_COLUMN, Math.ceil(rows.length / columns));
  return (
    <section className="sc-page">
      <h1>
        {t("board.title")} <small>{t("board.done", { count: board.length })}</small>
      </h1>
      <ol className="sc-columns" data-columns={columns} style={counts({ "--lines": lines })}>
        {rows.map((row) => (
          <Place key={row.entry.number} row={row} />
        ))}
      </ol>
    </section>
  );
}
