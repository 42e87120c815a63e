import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Refusal } from "./Refusal";
import { queueQuery } from "../api/queue";
import { conflictState } from "../api/statements";
import type { QueueEntry } from "../api/types";
import { useOffice } from "../state/office";
import { bilingual, teamOf } from "../state/words";

/** The conflict question of each entry that has no answer yet; its files open after it. */
export function ConflictList({ entries }: { entries: QueueEntry[] }) {
  const { t } = useTranslation("judge");
  return (
    <section className="jd-card" aria-labelledby="conflicts">
      <h2 id="conflicts">{t("conflict.title", { count: entries.length })}</h2>
      <p className="jd-soft">{t("conflict.detail")}</p>
      <ul className="jd-lines">
        {entries.map((entry) => (
          <Question key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Question({ entry }: { entry: QueueEntry }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const client = useQueryClient();
  const office = useOffice();
  const [asking, setAsking] = useState(false);
  const state = useMutation({
    mutationFn: (detail: string | null) =>
      conflictState({
        entry: entry.id,
        has_conflict: detail !== null,
        ...(detail !== null && { detail }),
      }),
    onSuccess: (_answer, detail) => {
      if (detail !== null) office.left.set(entry.number);
      return client.invalidateQueries({ queryKey: queueQuery.queryKey });
    },
  });
  const team = words(teamOf(entry.team));
  return (
    <li className="jd-line question">
      <span className="jd-no num">{entry.number}</span>
      <div className="jd-what">
        <b>{team}</b>
        <span>{words(bilingual(entry.title))}</span>
      </div>
      {!asking && (
        <div className="jd-answers" role="group" aria-label={t("conflict.ask", { team })}>
          <button
            type="button"
            className="jd-btn"
            data-testid={`conflict-none-${entry.number}`}
            disabled={state.isPending}
            onClick={() => state.mutate(null)}
          >
            {t("conflict.none")}
          </button>
          <button
            type="button"
            className="jd-btn"
            data-testid={`conflict-yes-${entry.number}`}
            disabled={state.isPending}
            onClick={() => setAsking(true)}
          >
            {t("conflict.yes")}
          </button>
        </div>
      )}
      {asking && (
        <Detail
          number={entry.number}
          busy={state.isPending}
          onBack={() => setAsking(false)}
          onSend={(detail) => state.mutate(detail)}
        />
      )}
      {state.isError && (
        <div className="jd-full">
          <Refusal error={state.error} />
        </div>
      )}
    </li>
  );
}

interface DetailProps {
  number: string;
  busy: boolean;
  onBack: () => void;
  onSend: (detail: string) => void;
}

function Detail({ number, busy, onBack, onSend }: DetailProps) {
  const { t } = useTranslation("judge");
  const id = useId();
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const send = () => (text.trim() ? onSend(text.trim()) : setMissing(true));
  return (
    <div className="jd-full jd-form">
      <label htmlFor={id}>{t("conflict.reason")}</label>
      <textarea
        id={id}
        maxLength={300}
        rows={2}
        value={text}
        aria-invalid={missing}
        data-testid={`conflict-detail-${number}`}
        onChange={(event) => {
          setText(event.target.value);
          setMissing(false);
        }}
      />
      {missing && <p className="jd-error">{t("conflict.missing")}</p>}
      <div className="jd-between">
        <button type="button" className="jd-btn" onClick={onBack}>
          {t("back")}
        </button>
        <button
          type="button"
          className="jd-btn primary"
          data-testid={`conflict-send-${number}`}
          disabled={busy}
          onClick={send}
        >
          {t("conflict.send")}
        </button>
      </div>
    </div>
  );
}
