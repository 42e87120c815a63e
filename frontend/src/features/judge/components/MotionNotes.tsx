import { IconMessage2 } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { motionAct, type Shown } from "../api/motions";
import { NOTE_MOST, useNote } from "../state/note";
import { Refusal } from "./Refusal";

interface Props {
  round: string;
  motion: Shown;
}

/** What judges show each other of their notes; nothing is shown that its judge did not send. */
export function MotionNotes({ round, motion }: Props) {
  const { t } = useTranslation("judgeMotion");
  const [open, setOpen] = useState(false);
  const { notes } = motion;
  if (!notes) return null;
  const may = motion.has_vote && motion.state !== "recorded";
  if (notes.length === 0 && !may) return null;
  return (
    <div className="notes">
      {notes.length > 0 && (
        <dl aria-label={t("notes.title")} data-testid="motion-notes">
          {notes.map(({ judge, text }) => (
            <div key={judge}>
              <dt>{t("notes.of", { judge })}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {may && !open && (
        <button
          type="button"
          className="jd-btn quiet"
          data-testid="note-open"
          onClick={() => setOpen(true)}
        >
          <IconMessage2 size={20} stroke={1.8} aria-hidden />
          {t(motion.own_note ? "notes.change" : "notes.show")}
        </button>
      )}
      {may && open && <Sent round={round} motion={motion} onDone={() => setOpen(false)} />}
    </div>
  );
}

/** The words that will be shown, her own note to begin with; she may cut what is not for others. */
function Sent({ round, motion, onDone }: Props & { onDone: () => void }) {
  const { t } = useTranslation("judgeMotion");
  const id = useId();
  const note = useNote(motion.entry.id).text.trim();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (motion.own_note || note);
  const send = useMutation({
    mutationFn: (words: string) => motionAct(round, motion.id, { do: "note", text: words }),
    onSuccess: onDone,
  });
  return (
    <div className="send">
      <label htmlFor={id}>{t("notes.label")}</label>
      <textarea
        id={id}
        rows={4}
        maxLength={NOTE_MOST}
        value={text}
        data-testid="note-shown"
        onChange={(event) => setTyped(event.target.value)}
      />
      <p className="jd-soft">{t("notes.who")}</p>
      {send.isError && <Refusal error={send.error} safe={t("notes.safe")} />}
      <div className="jd-between">
        {motion.own_note ? (
          <button
            type="button"
            className="jd-btn quiet"
            data-testid="note-back"
            disabled={send.isPending}
            onClick={() => send.mutate("")}
          >
            {t("notes.back")}
          </button>
        ) : (
          <button type="button" className="jd-btn quiet" onClick={onDone}>
            {t("back")}
          </button>
        )}
        <button
          type="button"
          className="jd-btn primary"
          data-testid="note-send"
          disabled={send.isPending || text.trim() === ""}
          onClick={() => send.mutate(text)}
        >
          {t("notes.send")}
        </button>
      </div>
    </div>
  );
}
