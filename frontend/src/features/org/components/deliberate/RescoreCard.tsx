import { Button, Textarea } from "@mantine/core";
import { IconCheck, IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { useTalk } from "../../api/deliberation";
import type { Deliberation, Motion, Rescore } from "../../api/deliberationTypes";
import type { EditionRound } from "../../api/types";
import { plainMark } from "../../state/deliberation";

interface Props {
  round: EditionRound;
  motion: Motion;
  rescore: Rescore;
  talk: Deliberation | null;
  may: boolean | undefined;
}

/** The entry is being marked again: who has signed anew, and the way to end it. */
export function RescoreCard({ round, motion, rescore, talk, may }: Props) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  const signed = new Set(rescore.signed);
  const names = new Map(talk?.judges.map(({ called, name }) => [called, name]));
  return (
    <section className="dl-motion" data-testid="rescore" data-state={rescore.state}>
      <h3>{t("again.title")}</h3>
      <p className="ys-soft">{motion.text}</p>
      <div className="dl-voting">
        <p className="state" role="status" data-testid="again-signed">
          <b className="num">
            {rescore.signed.length} / {rescore.judges.length}
          </b>{" "}
          {t("again.signed")}
          <span className="secret">
            <IconLock size={14} stroke={2} aria-hidden />
            {t("again.secret")}
          </span>
        </p>
        <ul className="dl-judges">
          {rescore.judges.map((called) => {
            const name = names.get(called);
            return (
              <li key={called} data-state={signed.has(called) ? "in" : "out"}>
                <span className="who num" aria-hidden>
                  {called}
                </span>
                <span className="name">{name ? words(name) : t("judge", { judge: called })}</span>
                <span className="said">
                  {signed.has(called) && <IconCheck size={16} stroke={2.4} aria-hidden />}
                  {t(signed.has(called) ? "again.in" : "again.out")}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
      <p className="ys-small ys-soft">{t("again.why")}</p>
      {may && <End round={round} motion={motion} left={rescore.judges.length - signed.size} />}
    </section>
  );
}

interface EndProps extends Pick<Props, "round" | "motion"> {
  /** How many have not signed anew. */
  left: number;
}

/** Ended with a reason, the earlier marks stand; nothing is lost and nothing taken over. */
function End({ round, motion, left }: EndProps) {
  const { t } = useTranslation("deliberation");
  const { endAgain } = useTalk(round.id);
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const end = () => {
    setTried(true);
    if (left > 0 && !reason.trim()) return;
    endAgain.mutate({ motion: motion.id, reason: reason.trim() });
  };
  if (left === 0) {
    // Everybody has signed and the server was stopped just then: taken over by hand.
    return (
      <>
        <ProblemAlert error={endAgain.error} />
        <Button
          className="ys-button"
          loading={endAgain.isPending}
          onClick={end}
          data-testid="again-take"
        >
          {t("again.take")}
        </Button>
      </>
    );
  }
  if (!asked) {
    return (
      <Button
        variant="default"
        className="ys-button"
        onClick={() => setAsked(true)}
        data-testid="again-end"
      >
        {t("again.end")}
      </Button>
    );
  }
  return (
    <div className="ys-stack">
      <p className="ys-note">{t("again.effect", { count: left })}</p>
      <Textarea
        label={t("again.reason")}
        placeholder={t("again.example")}
        value={reason}
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
        error={tried && !reason.trim() ? t("form.fill") : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="again-reason"
      />
      <ProblemAlert error={endAgain.error} />
      <div className="ys-row between">
        <Button variant="default" onClick={() => setAsked(false)}>
          {t("again.back")}
        </Button>
        <Button loading={endAgain.isPending} onClick={end} data-testid="again-end-confirm">
          {t("again.endNow")}
        </Button>
      </div>
    </div>
  );
}

/** What came of it: the totals before and after, or why it was ended. */
export function RescoreEnd({ rescore, zone }: { rescore: Rescore; zone: string }) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  if (rescore.state === "open") return null;
  if (rescore.state === "ended") {
    return (
      <p className="ys-small ys-soft" data-testid="again-ended">
        {t("again.ended", { name: words(rescore.ended_by?.name), reason: rescore.reason })}
        {rescore.closed_at && (
          <>
            {" · "}
            <When at={rescore.closed_at} zone={zone} plain />
          </>
        )}
      </p>
    );
  }
  return (
    <table className="dl-again num" data-testid="again-totals">
      <caption>{t("again.done")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("again.judge")}</th>
          <th scope="col">{t("again.before")}</th>
          <th scope="col">{t("again.after")}</th>
        </tr>
      </thead>
      <tbody>
        {rescore.totals.map(({ judge, before, after }) => (
          <tr key={judge} data-changed={before !== after || undefined}>
            <th scope="row">{judge}</th>
            <td>{plainMark(before)}</td>
            <td>{plainMark(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
