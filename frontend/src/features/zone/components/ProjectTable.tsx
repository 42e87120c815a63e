import { IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Money } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { asLanguage } from "@/lib/language";
import { columnMoney, exactText } from "@/lib/money";
import type { Card } from "../api/types";
import { sumsByKind } from "../state/sums";
import { hueOf } from "../state/tracks";
import type { Setting } from "./CardFace";
import { DueClock } from "./DueClock";
import { Provenance } from "./Provenance";

interface Props {
  cards: Card[];
  setting: Setting;
  onMenu: (card: Card, at: Element) => void;
}

/** Projects as rows; every kind of money has a column, a unit and a sum of its own. */
export function ProjectTable({ cards, setting, onMenu }: Props) {
  const { t } = useTranslation("zone");
  const sums = sumsByKind(cards.map((card) => card.planned_investment));
  const head = (column: string) => (
    <th key={column} scope="col" className={column}>
      {t(`list.${column}`)}
    </th>
  );
  return (
    <div className="zn-scroll" tabIndex={0} role="region" aria-label={t("board.title")}>
      <table className="zn-table">
        <thead>
          <tr>
            {["name", "stage", "track"].map(head)}
            {sums.map(({ kind }) => (
              <th key={kind} scope="col" className="money">
                {t("list.moneyIn", { kind: t(`money.${kind}`) })}
              </th>
            ))}
            {["contest", "checks", "owner", "clock"].map(head)}
            <td />
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <Row key={card.id} card={card} setting={setting} kinds={sums} onMenu={onMenu} />
          ))}
        </tbody>
        <tfoot>
          <tr data-testid="list-sums">
            <th scope="row" colSpan={3}>
              {t("board.count", { count: cards.length })}
            </th>
            {sums.map((sum) => (
              <td key={sum.kind} className="money">
                <Figure money={sum} />
              </td>
            ))}
            <td colSpan={5} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Figure({ money }: { money: Money }) {
  const { t, i18n } = useTranslation("common");
  return (
    <span className="num" title={t("money.yuan", { amount: exactText(money.minor) })}>
      {columnMoney(money.minor, asLanguage(i18n.language) === "en")}
    </span>
  );
}

interface RowProps {
  card: Card;
  setting: Setting;
  kinds: Money[];
  onMenu: (card: Card, at: Element) => void;
}

function Row({ card, setting, kinds, onMenu }: RowProps) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const stage = setting.stages.find(({ id }) => id === card.stage);
  const track = card.entry?.track;
  return (
    <tr data-card={card.id} data-testid={`row-${card.entry?.number || card.code}`}>
      <th scope="row" className="c">
        <Link to={`/zone/p/${card.id}`}>{words(card.name)}</Link>
        <small>{card.entry?.title ?? card.code}</small>
      </th>
      <td>{words(stage?.name)}</td>
      <td>
        {track && (
          <span className="ind">
            <i data-hue={hueOf(setting.tracks, track)} aria-hidden />
            {words(track)}
          </span>
        )}
      </td>
      {kinds.map(({ kind }) => (
        <td key={kind} className="money">
          {card.planned_investment?.kind === kind ? (
            <Figure money={card.planned_investment} />
          ) : (
            <>
              <span aria-hidden>—</span>
              <span className="vh">{t("money.unsaid")}</span>
            </>
          )}
        </td>
      ))}
      <td>
        <Provenance card={card} />
      </td>
      <td className="num">
        {card.checks_count.done}/{card.checks_count.total}
      </td>
      <td>{words(card.owner?.name) || t("card.noOwner")}</td>
      <td>
        <DueClock since={card.stage_since} due={card.due_at} stage={stage} now={setting.now} />
      </td>
      <td>
        <button
          type="button"
          className="zn-more"
          title={t("card.move")}
          aria-label={t("card.moveNamed", { name: words(card.name) })}
          aria-haspopup="menu"
          onClick={(event) => onMenu(card, event.currentTarget)}
          data-testid="card-move"
        >
          <IconDots size={18} stroke={2} aria-hidden />
        </button>
      </td>
    </tr>
  );
}
