import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { counts } from "../fit";
import { type OrderPart, orderParts, partsShown } from "../order";
import type { StageRoom } from "../types";
import { placeNumber } from "./Who";

const MOST = 30;

/** The running order with where each team stands and its breaks. */
export function Order({ body }: { body: StageRoom }) {
  const { t } = useTranslation("screen");
  const parts = partsShown(orderParts(body.order ?? [], body.breaks ?? []), MOST);
  const columns = parts.length > 16 ? 3 : 2;
  const lines = Math.ceil(parts.length / columns);
  return (
    <section className="sc-page">
      <h1>{t("order.title")}</h1>
      <ol className="sc-columns order" data-columns={columns} style={counts({ "--lines": lines })}>
        {parts.map((part, index) => (
          <Part key={"turn" in part ? part.turn.position : `rest-${index}`} part={part} />
        ))}
      </ol>
    </section>
  );
}

function Part({ part }: { part: OrderPart }) {
  const { t } = useTranslation("screen");
  const words = useWords();
  if ("turn" in part) {
    const { turn } = part;
    return (
      <li className={`row ${turn.state}`} data-testid="turn">
        <span className="k num">{placeNumber(turn.position)}</span>
        <span className="t">{words(turn.entry.team)}</span>
        <span className="w">{t(`order.${turn.state}`)}</span>
      </li>
    );
  }
  return (
    <li className={`row rest ${part.over ? "done" : ""}`} data-testid="rest">
      <span className="k" />
      <span className="t">{words(part.pause.words)}</span>
      <span className="w num">{t("break.minutes", { count: part.pause.minutes })}</span>
    </li>
  );
}
