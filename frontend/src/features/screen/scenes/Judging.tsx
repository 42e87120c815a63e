import { useTranslation } from "react-i18next";
import type { StageRoom } from "../types";
import { Who } from "./Who";

/** How many have signed, never who and never what; of a session that is signed later nothing. */
export function Judging({ body }: { body: StageRoom }) {
  const { t } = useTranslation("screen");
  const signed = body.signed ?? 0;
  const of = body.of ?? 0;
  return (
    <>
      {body.slot && <Who turn={body.slot} />}
      <section className="sc-judging" data-testid="judging" data-signed={signed} data-of={of}>
        <h2>{of === 0 || signed < of ? t("judging.title") : t("judging.done")}</h2>
        <div className="dots" aria-hidden="true">
          {Array.from({ length: of }, (_, place) => (
            <i key={place} className={place < signed ? "in" : ""} />
          ))}
        </div>
        {of > 0 && <p className="num">{t("judging.count", { signed, of })}</p>}
      </section>
    </>
  );
}
