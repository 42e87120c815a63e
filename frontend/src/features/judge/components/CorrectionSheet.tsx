import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markParse, markShort, markWire } from "@/offline/marks";
import { correctionAsk, correctionsQuery, REASONS } from "../api/corrections";
import { draftOf, padPress, type Draft, type PadKey } from "../state/pad";
import type { Row } from "../state/sheet";
import { ChoicePad } from "./ChoicePad";
import { Choices } from "./Choices";
import { Dialog } from "./Dialog";
import { NumberPad } from "./NumberPad";
import { Refusal } from "./Refusal";

interface Props {
  sheet: string;
  rows: Row[];
  onClose: () => void;
}

/** Asks for one mark of a signed card to be corrected; chair and verifier decide about it. */
export function CorrectionSheet({ sheet, rows, onClose }: Props) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const client = useQueryClient();
  const [row, setRow] = useState<Row | null>(null);
  const [draft, setDraft] = useState<Draft>(draftOf(null));
  const [reason, setReason] = useState<(typeof REASONS)[number]>("wrong_row");
  const [text, setText] = useState("");
  const [hint, setHint] = useState("");
  const ask = useMutation({
    mutationFn: (body: Parameters<typeof correctionAsk>[1]) => correctionAsk(sheet, body),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: correctionsQuery.queryKey });
      onClose();
    },
  });
  const press = (key: PadKey) => {
    if (!row) return;
    const pressed = padPress(draft, key, row.criterion);
    setHint(
      !pressed.ok && pressed.reason === "max"
        ? t("rubric.tooHigh", { max: markShort(row.criterion.max) })
        : "",
    );
    if (pressed.ok) setDraft(pressed.draft);
  };
  const send = () => {
    const mark = markParse(draft.text.replace(/\.$/, ""));
    if (!row || mark === null) return setHint(t("correct.noValue"));
    if (reason === "other" && !text.trim()) return setHint(t("correct.noText"));
    ask.mutate({ criterion: row.criterion.id, value: markWire(mark), reason, text: text.trim() });
  };
  if (!row) {
    return (
      <Dialog title={t("correct.which")} onClose={onClose}>
        {rows.map((each) => (
          <button
            key={each.criterion.id}
            type="button"
            className="jd-btn wide jd-pick"
            data-testid={`correct-${each.criterion.id}`}
            onClick={() => setRow(each)}
          >
            <span>{words(each.criterion.name)}</span>
            <b className="num">{markShort(each.value ?? "")}</b>
          </button>
        ))}
        <button type="button" className="jd-btn" onClick={onClose}>
          {t("back")}
        </button>
      </Dialog>
    );
  }
  return (
    <Dialog title={t("correct.title", { name: words(row.criterion.name) })} onClose={onClose}>
      <p className="jd-change num">
        <s>{markShort(row.value ?? "")}</s> → <b>{draft.text || t("rubric.empty")}</b>
        <small> / {markShort(row.criterion.max)}</small>
      </p>
      {row.criterion.choices ? (
        <ChoicePad
          criterion={row.criterion}
          value={draft.text || null}
          onSet={(mark) => setDraft(draftOf(mark === null ? null : markWire(mark)))}
        />
      ) : (
        <NumberPad criterion={row.criterion} onKey={press} />
      )}
      <Choices
        label={t("correct.reason")}
        name="reason"
        all={REASONS}
        now={reason}
        words={(each) => t(`correct.${each}`)}
        onChoose={setReason}
      />
      <div className="jd-form">
        <input
          aria-label={t("correct.text")}
          placeholder={t("correct.text")}
          maxLength={300}
          value={text}
          data-testid="correct-text"
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <p className="jd-soft">{t("correct.effect")}</p>
      {hint && (
        <p className="jd-error" role="alert">
          {hint}
        </p>
      )}
      {ask.isError && <Refusal error={ask.error} />}
      <div className="jd-between">
        <button type="button" className="jd-btn" onClick={() => setRow(null)}>
          {t("back")}
        </button>
        <button
          type="button"
          className="jd-btn primary"
          data-testid="correct-send"
          disabled={ask.isPending}
          onClick={send}
        >
          {t("correct.send")}
        </button>
      </div>
    </Dialog>
  );
}
