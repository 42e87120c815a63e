import { IconFileText } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useEntry } from "../state/context";

/** An entry as its judges see it: no contact, no consents, no money. */
export function JudgeView() {
  const { t } = useTranslation("team");
  const words = useWords();
  const { entry, edition, files, draft } = useEntry();
  const { title, summary, track, division } = draft.values;
  const nameOf = (choices: typeof edition.tracks, id: string | null) =>
    words(choices.find((choice) => choice.id === id)?.name) || "—";
  const decks = files.filter((file) => file.slot === "deck");
  return (
    <article className="ys-card tm-judge" data-testid="judge-view">
      <p className="ys-muted">{words(entry.team.name)}</p>
      <h2>{title || t("form.untitled")}</h2>
      <p className="ys-soft">
        {nameOf(edition.tracks, track)} · {nameOf(edition.divisions, division)}
      </p>
      <p className="tm-prose">{summary || t("preview.noSummary")}</p>
      {decks.map((deck) => (
        <a key={deck.id} href={deck.url} className="tm-file">
          <IconFileText size={24} stroke={1.8} aria-hidden />
          <span className="body">
            <strong>{deck.name}</strong>
            {deck.pages !== null && (
              <span className="ys-small ys-muted">{t("deck.pages", { count: deck.pages })}</span>
            )}
          </span>
        </a>
      ))}
      {decks.length === 0 && <p className="ys-muted">{t("deck.none")}</p>}
    </article>
  );
}
