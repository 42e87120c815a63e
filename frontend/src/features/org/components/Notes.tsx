import { useTranslation } from "react-i18next";
import type { Bilingual } from "@/api/types";
import type { Note } from "../state/commands";

interface Props {
  note: Note | null;
  words: (value: Partial<Bilingual> | null | undefined) => string;
}

/** What is said for a moment at the foot of the console. */
export function Notes({ note, words }: Props) {
  const { t } = useTranslation("org");
  return (
    <div className="og-notes" role="status" aria-live="polite" data-testid="console-note">
      {note?.kind === "moved" && (
        <p>
          {t(note.move.verb === "call" ? "moved.call" : "moved.other", {
            by: words(note.move.by),
            number: String(note.move.position).padStart(2, "0"),
            verb: t(`move.${note.move.verb}`),
          })}
        </p>
      )}
      {note?.kind === "again" && (
        <p>
          {t(note.names ? `again.${note.key}` : "again.short", {
            names: note.names,
            key: note.key,
          })}
        </p>
      )}
    </div>
  );
}
