import { Button, SegmentedControl, Textarea } from "@mantine/core";
import "@mantine/core/styles/SegmentedControl.css";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { type NoteSent, useNotePut } from "../../api/witness";

const KINDS = ["question", "objection", "note"] as const;
const MOST = 600;

interface Props {
  edition: string;
  about: Pick<NoteSent, "round" | "subject_kind" | "subject">;
  onDone: () => void;
}

/** The witness's words about one thing: a question and an objection want an answer. */
export function AskForm({ edition, about, onDone }: Props) {
  const { t } = useTranslation("witness");
  const put = useNotePut(edition);
  const [kind, setKind] = useState<(typeof KINDS)[number]>("question");
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!text.trim()) return;
    put.mutate({ ...about, kind, step: "", text: text.trim() }, { onSuccess: onDone });
  };
  return (
    <form className="wt-ask" onSubmit={send} noValidate>
      <SegmentedControl
        value={kind}
        onChange={(value) => setKind(value)}
        data={KINDS.map((value) => ({ value, label: t(`note.${value}`) }))}
        aria-label={t("note.kind")}
      />
      <Textarea
        label={t(`note.${kind}.label`)}
        description={t(`note.${kind}.why`)}
        error={tried && !text.trim() ? t("note.fill") : undefined}
        value={text}
        maxLength={MOST}
        autosize
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="note-text"
      />
      <div className="ys-row">
        <Button type="submit" loading={put.isPending} data-testid="note-send">
          {t(`note.${kind}.send`)}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
      <ProblemAlert error={put.error} />
    </form>
  );
}
