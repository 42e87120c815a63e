import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Money } from "@/ui/Money";
import type { Card } from "../api/types";
import { ChecksBar } from "./Checks";
import { DueClock } from "./DueClock";
import { Provenance } from "./Provenance";

const CHECKED_IN = ["lead", "screening"];

/** What a card says; the same while it lies in a lane and while it is carried. */
export function CardFace({ card, actions }: { card: Card; actions?: React.ReactNode }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const owner = words(card.owner?.name);
  const line = card.entry?.title ?? words(card.entry?.team);
  return (
    <>
      <div className="c">
        <div className="names">
          <Link to={`/zone/p/${card.id}`} draggable={false}>
            {words(card.name)}
          </Link>
        </div>
        {actions}
      </div>
      {line && <div className="d">{line}</div>}
      <div className="m">
        {card.planned_investment ? (
          <>
            <small>{t(`money.${card.planned_investment.kind}`)}</small>
            <b>
              <Money value={card.planned_investment} />
            </b>
          </>
        ) : (
          <small>{t("money.unsaid")}</small>
        )}
        {card.entry?.track && <span className="ind">{words(card.entry.track)}</span>}
      </div>
      <Provenance card={card} />
      {CHECKED_IN.includes(card.stage) && <ChecksBar {...card.checks_count} />}
      <div className="f">
        <DueClock since={card.stage_since} due={card.due_at} />
        {owner ? (
          <span className="who" title={t("card.owner", { name: owner })}>
            <span className="av" aria-hidden>
              {owner.slice(0, 1)}
            </span>
            <span className="vh">{t("card.owner", { name: owner })}</span>
          </span>
        ) : (
          <span className="who none">{t("card.noOwner")}</span>
        )}
      </div>
    </>
  );
}
