import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markShort } from "@/offline/marks";
import { asked, chairDecide, decisionsQuery, type Asked } from "../api/decisions";
import type { Queue } from "../api/types";
import { Refusal } from "./Refusal";

/** What other judges want corrected and their chair has to say yes or no to. */
export function ChairDecisions({ queue }: { queue: Queue }) {
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
  const [refusing, setRefusing] = useState(false);
  const [why, setWhy] = useState("");
  const [missing, setMissing] = useState(false);
  const decide = useMutation({
    mutationFn: (approves: boolean) => chairDecide(each.id, approves, why.trim()),
    onSettled: () =>
      client.invalidateQueries({ queryKey: decisionsQuery(queue.round.id).queryKey }),
  });
  const line = queue.rulebook.document.criteria.find(({ id }) => id === each.criterion);
  const refuse = () => {
    if (!refusing) return setRefusing(true);
    if (!why.trim()) return setMissing(true);
    decide.mutate(false);
  };
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
          {refusing && (
            <div className="jd-form">
              <input
                aria-label={t("chair.why")}
                placeholder={t("chair.why")}
                maxLength={300}
                value={why}
                data-testid="chair-why"
                onChange={(event) => {
                  setWhy(event.target.value);
                  setMissing(false);
                }}
              />
              {missing && <p className="jd-error">{t("chair.whyMissing")}</p>}
            </div>
          )}
          {decide.isError && <Refusal error={decide.error} />}
          <div className="jd-between">
            <button
              type="button"
              className="jd-btn"
              data-testid="chair-refuse"
              disabled={decide.isPending}
              onClick={refuse}
            >
              {t("chair.refuse")}
            </button>
            <button
              type="button"
              className="jd-btn primary"
              data-testid="chair-approve"
              disabled={decide.isPending}
              onClick={() => (refusing ? setRefusing(false) : decide.mutate(true))}
            >
              {refusing ? t("back") : t("chair.approve")}
            </button>
          </div>
        </>
      )}
    </div>
  );
}
