import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";
import type { Deliberation, Motion, RankedRow } from "../../api/deliberationTypes";
import type { EditionRound, ResultRow } from "../../api/types";
import { againOn, stripsOf, waitingOn } from "../../state/deliberation";
import { MotionCard } from "./MotionCard";
import { MotionForm } from "./MotionForm";
import { RescoreCard, RescoreEnd } from "./RescoreCard";
import { StripPlot } from "./StripPlot";

interface Props {
  round: EditionRound;
  row: RankedRow;
  rows: RankedRow[];
  sheets: ResultRow | undefined;
  talk: Deliberation | null;
  called: (seat: string) => string;
  /** The viewer leads, and the talk goes on. */
  may: boolean | undefined;
  zone: string;
}

/** One entry: its marks line by line, the motion, and what was decided about it. */
export function EntrySide({ round, row, rows, sheets, talk, called, may, zone }: Props) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  const strips = stripsOf(sheets, round.rulebook.card, called);
  const waiting = waitingOn(talk, row.number);
  const again = againOn(talk, row.number);
  const past = (talk?.motions ?? []).filter(
    ({ state, entry, order }) =>
      state === "recorded" && (entry.number === row.number || order.includes(row.number)),
  );
  return (
    <aside className="ys-card dl-side" aria-label={words(row.team)} data-testid="side">
      <header>
        <span className="badge num">{row.number.replace(/^.*-/, "")}</span>
        <div>
          <h2>{words(row.team)}</h2>
          <p className="ys-small ys-muted">{row.title}</p>
        </div>
        <p className="figure">
          <b className="num">{row.final ?? "—"}</b>
          <small>
            {row.rank === null ? t(`outcome.${row.outcome}`) : t("rank", { rank: row.rank })}
          </small>
        </p>
      </header>
      {strips.some(({ dots }) => dots.length > 0) && (
        <StripPlot strips={strips} team={words(row.team)} anonymous={talk?.mode === "anonymous"} />
      )}
      {waiting && <MotionCard round={round} motion={waiting} talk={talk} may={may} zone={zone} />}
      {again?.rescore && (
        <RescoreCard round={round} motion={again} rescore={again.rescore} talk={talk} may={may} />
      )}
      {may && !waiting && !again && row.outcome !== "disqualified" && (
        <MotionForm round={round} row={row} rows={rows} talk={talk} />
      )}
      {past.length > 0 && (
        <section className="dl-past">
          <h3>{t("history")}</h3>
          <ol>
            {past.map((motion) => (
              <Past key={motion.id} motion={motion} zone={zone} />
            ))}
          </ol>
        </section>
      )}
    </aside>
  );
}

function Past({ motion, zone }: { motion: Motion; zone: string }) {
  const { t } = useTranslation("deliberation");
  const { counted } = motion;
  return (
    <li data-testid="past-motion">
      <p>
        <b>{t(`kind.${motion.kind}`)}</b>
        {t("colon")}
        {motion.text}
      </p>
      {motion.clause && (
        <p className="ys-small ys-soft">{t("clauseOf", { clause: motion.clause })}</p>
      )}
      {counted && (
        <p className="ys-small ys-soft">
          {t(`outcome.${counted.outcome}`)} ·{" "}
          {t("counts", { ayes: counted.ayes, noes: counted.noes, abstain: counted.abstain })}
          {motion.recorded_at && (
            <>
              {" · "}
              <When at={motion.recorded_at} zone={zone} plain />
            </>
          )}
        </p>
      )}
      {motion.rescore && <RescoreEnd rescore={motion.rescore} zone={zone} />}
    </li>
  );
}
