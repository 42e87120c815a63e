import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { counts } from "../fit";
import type { StageRoom } from "../types";
import { placeNumber } from "./Who";

const MOST = 30;

/** The running order with where each team stands. */
export function Order({ body }: { body: StageRoom }) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const all = body.order ?? [];
  const now = all.findIndex((row) => row.state === "now" || row.state === "next");
  // A long order shows the part around the team on stage.
  const from = Math.max(0, Math.min(now - 6, all.length - MOST));
  const rows = all.slice(from, from + MOST);
  const columns = rows.length > 16 ? 3 : 2;
  const lines = Math.ceil(rows.length / columns);
  return (
    <section className="sc-page">
      <h1>{t("order.title")}</h1>
      <ol className="sc-columns order" data-columns={columns} style={counts({ "--lines": lines })}>
        {rows.map((row) => (
          <li key={row.position} className={`row ${row.state}`} data-testid="turn">
            <span className="k num">{placeNumber(row.position)}</span>
            <span className="t">{words(row.entry.team)}</span>
            <span className="w">{t(`order.${row.state}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
