import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markShort } from "@/offline/marks";
import { asked, chairDecide, decisionsQuery, type Asked } from "../api/decisions";
import type { Queue } from "../api/types";
import { ChairLate } from "./ChairLate";
import { ChairSeal } from "./ChairSeal";
import { ChairVerdict } from "./ChairVerdict";

/** What other judges want corrected, or sent too late, and their chair has to say yes or no to. */
export function ChairDecisions({ queue }: { queue: Queue }) {
  return (
    <>
      <ChairSeal queue={queue} />
      <ChairLate queue={queue} />
      <Wishes queue={queue} />
    </>
  );
}

function Wishes({ queue }: { queue: Queue }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const { data } = useQuery(decisionsQuery(queue.round.id));
  const waiting = (data ?? []).filter(asked);
  if (waiting.length === 0) return null;
  return (
    <section className="jd-card" aria-label={t("chair.title")} data-testid="chair-decisions">
      <h2>{t("chair.title")}</h2>
      <p className="jd-soft">{t("chair.sub")}</p>
      {waiting.map((each) => (
        <Decision key={each.id} asked={each} queue={queue} />
      ))}
    </section>
  );
}

function Decision({ asked: each, queue }: { asked: Asked; queue: Queue }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const client = useQueryClient();
  const decide = useMutation({
    mutationFn: ({ approves, why }: { approves: boolean; why: string }) =>
      chairDecide(each.id, approves, why),
    onSettled: () =>
      client.invalidateQueries({ queryKey: decisionsQuery(queue.round.id).queryKey }),
  });
  const line = queue.rulebook.document.criteria.find(({ id }) => id === each.criterion);
  return (
    <div className="jd-decision" data-testid="chair-decision">
      <p>
        <b>{t("chair.who", { seat: each.seat, judge: words(each.judge) })}</b>{" "}
        {t("chair.of", { number: each.entry.number, line: words(line?.name) })}
      </p>
      {!each.told && <p className="jd-soft">{t("chair.unsealed")}</p>}
      {each.told && (
        <>
          <p className="jd-change num">
            <s>{markShort(each.was ?? "")}</s> → <b>{markShort(each.value ?? "")}</b>
          </p>
          <p className="jd-soft">
            {t(`correct.${each.reason}`)}
            {each.text && ` · ${each.text}`}
          </p>
          <ChairVerdict
            yes={t("chair.approve")}
            pending={decide.isPending}
            error={decide.error}
            onSay={(approves, why) => decide.mutate({ approves, why })}
          />
        </>
      )}
    </div>
  );
}
