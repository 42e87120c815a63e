import { useTranslation } from "react-i18next";
import { NOTE_MOST, useNote } from "../state/note";

/** Private notes on the entry; kept with every key, shown to nobody else. */
export function Notes({ entry }: { entry: string }) {
  const { t } = useTranslation("judge");
  const note = useNote(entry);
  const said = note.refused ? "note.refused" : note.joined ? "note.joined" : null;
  return (
    <>
      {said && (
        <p className="jd-said" role="status">
          {t(said)}
        </p>
      )}
      <textarea
        className="jd-note"
        aria-label={t("tabs.notes")}
        placeholder={t("note.empty")}
        maxLength={NOTE_MOST}
        value={note.text}
        data-testid="note"
        readOnly={note.write === null}
        onChange={(event) => note.write?.(event.target.value)}
      />
    </>
  );
}
