import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type Note, useNoteAnswer } from "../../api/witness";

interface Props {
  note: Note;
  answers: boolean;
  zone: string;
}

/** One note with its answer; who speaks for the committee answers in place. */
export function NoteItem({ note, answers, zone }: Props) {
  const { t } = useTranslation("witness");
  const words = useWords();
  const about = note.about ? words(note.about.words) : t(`about.${note.subject_kind}`);
  const tone = note.waits ? "warn" : note.answered_at ? "ok" : "";
  return (
    <li
      className="ys-card wt-note"
      data-testid="note"
      data-kind={note.kind}
      data-waits={note.waits}
    >
      <div className="when">
        <When at={note.at} zone={zone} plain />
        <span className={`ys-chip ${tone}`}>
          {t(note.waits ? "note.waits" : note.answered_at ? "note.answered" : `note.${note.kind}`)}
        </span>
      </div>
      <div className="what">
        <b>{note.kind === "confirmation" ? t(`confirmed.${note.step || "draw"}`) : note.text}</b>
        <p className="ys-small ys-soft">
          {[t(`note.${note.kind}`), about, words(note.by.name)].join(" · ")}
        </p>
        {note.kind === "confirmation" && note.text && <p>{note.text}</p>}
        {note.answered_by && note.answered_at && (
          <blockquote data-testid="note-answer">
            {note.answer}
            <footer className="ys-small ys-soft">
              {words(note.answered_by.name)} · <When at={note.answered_at} zone={zone} plain />
            </footer>
          </blockquote>
        )}
        {note.waits && answers && <AnswerForm note={note.id} />}
        {note.waits && !answers && <p className="ys-small ys-soft">{t("note.waitsWhy")}</p>}
      </div>
    </li>
  );
}

function AnswerForm({ note }: { note: string }) {
  const { t } = useTranslation("witness");
  const answer = useNoteAnswer(note);
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim()) answer.mutate(text.trim());
  };
  return (
    <form className="wt-ask ys-noprint" onSubmit={send} noValidate>
      <Textarea
        label={t("answer.label")}
        description={t("answer.why")}
        error={tried && !text.trim() ? t("note.fill") : undefined}
        value={text}
        maxLength={600}
        autosize
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="answer-text"
      />
      <Button type="submit" loading={answer.isPending} data-testid="answer-send">
        {t("answer.send")}
      </Button>
      <ProblemAlert error={answer.error} />
    </form>
  );
}
