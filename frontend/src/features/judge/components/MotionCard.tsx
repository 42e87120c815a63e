import { IconCheck, IconEyeOff, IconLock } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { type Act, type Choice, motionAct, type Shown } from "../api/motions";
import { MotionNotes } from "./MotionNotes";
import { Refusal } from "./Refusal";

const CHOICES: Choice[] = ["for", "against", "abstain"];

/** About an entry that this judge has no part in. */
export function MotionCover() {
  const { t } = useTranslation("judgeMotion");
  return (
    <article className="jd-motion cover" data-testid="motion-cover">
      <IconEyeOff size={26} stroke={1.6} aria-hidden />
      <div>
        <h3>{t("cover.title")}</h3>
        <p className="jd-soft">{t("cover.detail")}</p>
      </div>
    </article>
  );
}

interface Props {
  round: string;
  motion: Shown;
  chair: boolean;
}

/** A motion and the judge's answer to it; the chair also closes the vote and records it. */
export function MotionCard({ round, motion, chair }: Props) {
  const { t } = useTranslation("judgeMotion");
  const words = useWords();
  const act = useMutation({ mutationFn: (what: Act) => motionAct(round, motion.id, what) });
  const { entry, counted } = motion;
  const next = motion.state === "open" ? "close" : "record";
  return (
    <article className="jd-motion" data-testid="motion" data-state={motion.state}>
      <p className="about">
        <span className="num">{entry.number.replace(/^.*-/, "")}</span>
        <b>{words(entry.team)}</b>
        <span className="jd-soft">{t(`kind.${motion.kind}`)}</span>
      </p>
      <h3>{motion.text}</h3>
      {motion.clause && <p className="jd-soft">{t("clause", { clause: motion.clause })}</p>}
      {motion.order.length > 0 && <p className="jd-soft num">{motion.order.join(" → ")}</p>}
      {counted ? (
        <p className="result" data-testid="motion-result">
          <b>{t(`outcome.${counted.outcome}`)}</b>
          <span className="num">
            {t("counts", { ayes: counted.ayes, noes: counted.noes, abstain: counted.abstain })}
          </span>
        </p>
      ) : (
        motion.has_vote && (
          <Ballot
            own={motion.own_choice}
            sent={act.variables?.do === "vote" && act.isPending ? act.variables.choice : null}
            onVote={(choice) => act.mutate({ do: "vote", choice })}
          />
        )
      )}
      {motion.state === "open" && (
        <p className="foot">
          <span className="num" data-testid="motion-voted">
            {t("voted", { voted: motion.voted.length, all: motion.may_vote })}
          </span>
          <span>
            <IconLock size={16} stroke={1.8} aria-hidden />
            {t("secret")}
          </span>
        </p>
      )}
      <MotionNotes round={round} motion={motion} />
      {act.isError && <Refusal error={act.error} safe={t("safe")} />}
      {chair && motion.has_vote && (
        <Twice
          key={next}
          label={t(`${next}.act`)}
          sure={t(`${next}.sure`)}
          busy={act.isPending}
          onAct={() => act.mutate({ do: next })}
          testid={`motion-${next}`}
        />
      )}
    </article>
  );
}

interface BallotProps {
  own: Choice | null;
  /** The answer on its way. */
  sent: Choice | null;
  onVote: (choice: Choice) => void;
}

function Ballot({ own, sent, onVote }: BallotProps) {
  const { t } = useTranslation("judgeMotion");
  return (
    <div className="ballot" role="group" aria-label={t("ballot")}>
      {CHOICES.map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={own === choice}
          aria-busy={sent === choice || undefined}
          data-testid={`vote-${choice}`}
          onClick={() => sent === null && own !== choice && onVote(choice)}
        >
          {sent === choice ? <span aria-hidden>…</span> : own === choice && <Tick />}
          {t(`choice.${choice}`)}
        </button>
      ))}
    </div>
  );
}

const Tick = () => <IconCheck size={22} stroke={2.2} aria-hidden />;

interface TwiceProps {
  label: string;
  sure: string;
  busy: boolean;
  onAct: () => void;
  testid: string;
}

/** The chair's step, asked once more before it is taken. */
function Twice({ label, sure, busy, onAct, testid }: TwiceProps) {
  const { t } = useTranslation("judgeMotion");
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <button
        type="button"
        className="jd-btn chair"
        data-testid={testid}
        disabled={busy}
        onClick={() => setAsked(true)}
      >
        {label}
      </button>
    );
  }
  return (
    <div className="jd-between chair">
      <button type="button" className="jd-btn quiet" onClick={() => setAsked(false)}>
        {t("back")}
      </button>
      <button
        type="button"
        className="jd-btn primary"
        data-testid={`${testid}-sure`}
        disabled={busy}
        onClick={onAct}
      >
        {sure}
      </button>
    </div>
  );
}
