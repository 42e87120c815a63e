import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markShort } from "@/offline/marks";
import { chairLateDecide, chairLateQuery, type ChairLate as Late } from "../api/late";
import type { Queue } from "../api/types";
import { ChairVerdict } from "./ChairVerdict";

/** What colleagues' tablets sent after the seal and their chair has to say yes or no to. */
export function ChairLate({ queue }: { queue: Queue }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const { data } = useQuery(chairLateQuery(queue.round.id));
  const waiting = (data ?? []).filter(({ may }) => may.includes("panel"));
  if (waiting.length === 0) return null;
  return (
    <section className="jd-card" aria-label={t("chair.lateTitle")} data-testid="chair-late">
      <h2>{t("chair.lateTitle")}</h2>
      <p className="jd-soft">{t("chair.lateSub")}</p>
      {waiting.map((each) => (
        <Decision key={each.seen} late={each} queue={queue} />
      ))}
    </section>
  );
}

function Decision({ late, queue }: { late: Late; queue: Queue }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: ({ approves, why }: { approves: boolean; why: string }) =>
      chairLateDecide(late, approves, why),
    onSettled: () =>
      client.invalidateQueries({ queryKey: chairLateQuery(queue.round.id).queryKey }),
  });
  const show = (value: string | null) => (value === null ? t("rubric.empty") : markShort(value));
  const nameOf = (id: string) =>
    words(queue.rulebook.document.criteria.find((each) => each.id === id)?.name);
  return (
    <div className="jd-decision" data-testid="chair-late-change">
      <p>
        <b>{t("chair.who", { seat: late.seat, judge: words(late.judge) })}</b> {late.entry.number}{" "}
        {late.entry.title}
      </p>
      {!late.told && <p className="jd-soft">{t("chair.unsealed")}</p>}
      {late.told && (
        <>
          {late.marks.map((mark) => (
            <p key={mark.criterion} className="jd-change num">
              <span className="jd-soft">{nameOf(mark.criterion)}</span> <s>{show(mark.was)}</s> →{" "}
              <b>{show(mark.value)}</b>
            </p>
          ))}
          {!late.signed && !late.signs && <p className="jd-soft">{t("chair.lateUnsigned")}</p>}
          <ChairVerdict
            yes={t("chair.lateAccept")}
            pending={decide.isPending}
            error={decide.error}
            onSay={(approves, why) => decide.mutate({ approves, why })}
          />
        </>
      )}
    </div>
  );
}
