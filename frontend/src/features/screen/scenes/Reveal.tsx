import { useState } from "react";
import { useTranslation } from "react-i18next";
import { counts, decimalsOf, rowsThatFit } from "../fit";
import type { Card, StageRoom } from "../types";
import { place, useLanguage } from "../words";
import { Average } from "./Average";
import { Place } from "./Board";
import { Next } from "./Idle";
import { Who } from "./Who";

const ROWS = 6;
const ONE_LINE = 8;

/** The reveal: what the cue on air has opened, and the leaderboard beside it. */
export function Reveal({ body }: { body: StageRoom }) {
  // Only what opens before our eyes moves; a wall that is opened anew stands still.
  const [first] = useState(body.step);
  return (
    <div className="sc-reveal" data-live={body.step > first || undefined}>
      <div className="main">
        {body.slot && <Who turn={body.slot} />}
        <Cards cards={body.cards ?? []} />
        <Final body={body} rises={first < 3} />
      </div>
      <Side body={body} />
    </div>
  );
}

function Cards({ cards }: { cards: Card[] }) {
  const { t } = useTranslation("screen");
  const text = decimalsOf(cards.flatMap((card) => card.total ?? []));
  const lines = cards.length > ONE_LINE ? 2 : 1;
  return (
    <ol
      className="sc-cards"
      data-lines={lines}
      style={counts({ "--cards": Math.max(5, Math.ceil(cards.length / lines)) })}
    >
      {cards.map((card, index) => (
        <li
          key={card.seat}
          className={card.dropped ? "cut" : card.state}
          data-testid="card"
          data-seat={card.seat}
          data-state={card.state}
          data-dropped={card.dropped ?? undefined}
          style={counts({ "--turn": index })}
        >
          <div className="card">
            <div className="v num">
              {(card.state === "recused" || card.state === "missing") && t(`reveal.${card.state}`)}
              {card.total !== undefined && text(card.total)}
            </div>
            <div className="j">{t("reveal.judge", { seat: card.seat })}</div>
          </div>
          <div className="drop">{card.dropped ? t(`reveal.${card.dropped}`) : ""}</div>
        </li>
      ))}
    </ol>
  );
}

function Final({ body, rises }: { body: StageRoom; rises: boolean }) {
  const { t } = useTranslation("screen");
  const language = useLanguage();
  const rank = body.rank ?? null;
  if (!body.final) return null;
  return (
    <section className="sc-final">
      <div>
        <p>{t("reveal.final")}</p>
        <Average final={body.final} rises={rises} />
      </div>
      <div className="side">
        {rank !== null && (
          <div className="rk" data-testid="rank">
            {t("reveal.rank")}
            <b>
              {t(body.shares ? "reveal.shared" : "reveal.place", {
                rank: place(language, rank),
              })}
            </b>
          </div>
        )}
        <div className="f">
          {body.by ? t(`reveal.by.${body.by}`) : t("reveal.mean", { count: body.counted })}
          <br />
          {body.scale && t("reveal.scale", { scale: body.scale.replace(/\.0+$/, "") })}
        </div>
      </div>
    </section>
  );
}

function Side({ body }: { body: StageRoom }) {
  const { t } = useTranslation("screen");
  const board = body.board ?? [];
  return (
    <aside className="sc-board">
      <h2>
        {t("board.live")} <small>{t("board.done", { count: board.length })}</small>
      </h2>
      <ol>
        {rowsThatFit(board, ROWS).map((row) => (
          <Place key={row.entry.number} row={row} />
        ))}
      </ol>
      {body.next && <Next turn={body.next} label={t("board.next")} />}
    </aside>
  );
}
