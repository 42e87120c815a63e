import { IconCheck, IconLock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { useTalk } from "../../api/deliberation";
import type { Choice, Deliberation, Motion } from "../../api/deliberationTypes";
import type { EditionRound } from "../../api/types";

interface Props {
  round: EditionRound;
  motion: Motion;
  talk: Deliberation | null;
  may: boolean | undefined;
  zone: string;
}

/** A motion from its vote to its record. */
export function MotionCard({ round, motion, talk, may, zone }: Props) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  const { count, record } = useTalk(round.id);
  const anonymous = talk?.mode === "anonymous";
  const left = motion.may_vote - motion.voted.length;
  return (
    <section className="dl-motion" data-testid="motion" data-state={motion.state}>
      <p className="ys-small ys-muted">
        {t("moved", { name: words(motion.mover.name) })} ·{" "}
        <When at={motion.moved_at} zone={zone} plain />
      </p>
      <h3>
        {t(`kind.${motion.kind}`)}
        {t("colon")}
        {motion.text}
      </h3>
      {motion.clause && <p className="ys-soft">{t("clauseOf", { clause: motion.clause })}</p>}
      {motion.order.length > 0 && <p className="ys-soft num">{motion.order.join(" → ")}</p>}
      {motion.counted ? (
        <Counted motion={motion} anonymous={anonymous} />
      ) : (
        <Voting motion={motion} talk={talk} />
      )}
      <Notes motion={motion} anonymous={anonymous} />
      <ProblemAlert error={count.error ?? record.error} />
      {may && motion.state === "open" && (
        <ConfirmButton
          question={t("count.ask")}
          confirm={t("count.act")}
          body={
            <p className="ys-soft">
              {left > 0 ? t("count.left", { count: left }) : t("count.all")}
            </p>
          }
          onConfirm={() => count.mutate(motion.id)}
          loading={count.isPending}
          className="ys-button"
          testid="motion-count"
        >
          {t("count.act")}
        </ConfirmButton>
      )}
      {may && motion.state === "counted" && (
        <ConfirmButton
          question={t("record.ask", { kind: t(`kind.${motion.kind}`) })}
          confirm={t("record.act")}
          body={<p className="ys-soft">{t(effectOf(motion))}</p>}
          onConfirm={() => record.mutate(motion.id)}
          loading={record.isPending}
          className="ys-button"
          testid="motion-record"
        >
          {t("record.act")}
        </ConfirmButton>
      )}
    </section>
  );
}

/** What recording will do. */
function effectOf({ kind, counted }: Motion): string {
  const carried = counted?.outcome === "carried" || counted?.outcome === "carried_by_chair";
  return carried ? `record.effect.${kind}` : "record.effect.none";
}

/** Who has voted; what, nobody sees. */
function Voting({ motion, talk }: { motion: Motion; talk: Deliberation | null }) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  const voted = new Set(motion.voted);
  const recused = new Set(motion.recused);
  const anonymous = talk?.mode === "anonymous";
  return (
    <div className="dl-voting">
      <p className="state" role="status" data-testid="voted">
        <b className="num">
          {motion.voted.length} / {motion.may_vote}
        </b>{" "}
        {t("voted")}
        <span className="secret">
          <IconLock size={14} stroke={2} aria-hidden />
          {t("secret")}
        </span>
      </p>
      <ul className="dl-judges">
        {talk?.judges.map(({ called, name, chair }) => {
          const state = recused.has(called) ? "recused" : voted.has(called) ? "in" : "out";
          return (
            <li key={called} data-state={state}>
              <span className="who num" aria-hidden>
                {called}
              </span>
              <span className="name">
                {name ? words(name) : t(anonymous ? "judgeLetter" : "judge", { judge: called })}
                {chair && <small>{t("chair")}</small>}
              </span>
              <span className="said">
                {state === "in" && <IconCheck size={16} stroke={2.4} aria-hidden />}
                {t(`vote.${state}`)}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What judges show of their notes, in their own words. */
function Notes({ motion, anonymous }: { motion: Motion; anonymous: boolean }) {
  const { t } = useTranslation("deliberation");
  if (!motion.notes?.length) return null;
  return (
    <div className="dl-notes" data-testid="motion-notes">
      <h4>{t("notes.title")}</h4>
      <dl>
        {motion.notes.map(({ judge, text }) => (
          <div key={judge}>
            <dt>{t(anonymous ? "judgeLetter" : "judge", { judge })}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const CHOICES: Choice[] = ["for", "against", "abstain"];

function Counted({ motion, anonymous }: { motion: Motion; anonymous: boolean }) {
  const { t } = useTranslation("deliberation");
  const { counted } = motion;
  if (!counted) return null;
  const figures = { for: counted.ayes, against: counted.noes, abstain: counted.abstain };
  const silent = motion.may_vote - counted.ayes - counted.noes - counted.abstain;
  const carried = counted.outcome === "carried" || counted.outcome === "carried_by_chair";
  return (
    <div className="dl-counted" data-testid="counted">
      <p className={`ys-chip ${carried ? "ok" : "warn"}`}>{t(`outcome.${counted.outcome}`)}</p>
      <div className="bar" aria-hidden>
        {CHOICES.map((choice) => (
          <span key={choice} className={choice} style={{ flexGrow: figures[choice] }} />
        ))}
        <span style={{ flexGrow: silent }} />
      </div>
      <dl>
        {CHOICES.map((choice) => (
          <div key={choice}>
            <dt>
              <i className={choice} aria-hidden />
              {t(`choice.${choice}`)}
            </dt>
            <dd>
              <b className="num">{figures[choice]}</b>
              {!anonymous && (
                <small className="num">
                  {motion.votes
                    .filter((vote) => vote.choice === choice)
                    .map(({ judge }) => t("judge", { judge }).replace(" ", "\u00a0"))
                    .join(t("comma"))}
                </small>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {silent > 0 && <p className="ys-small ys-muted">{t("silent", { count: silent })}</p>}
    </div>
  );
}
