import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { placeNumber } from "../scenes/Who";
import type { StageRoom } from "../types";
import { place, useLanguage } from "../words";
import { type Line, linesOf } from "./say";

/** What to say next, in whole sentences to read out. */
export function Say({ body }: { body: StageRoom }) {
  const { t } = useTranslation("screen");
  const lines = linesOf(body);
  return (
    <section className="say" aria-live="polite" data-testid="say">
      <h2>{t("emcee.say")}</h2>
      {lines.map((line) => (
        <Sentence key={line.key} line={line} />
      ))}
    </section>
  );
}

function Sentence({ line }: { line: Line }) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const language = useLanguage();
  const { key, turn, given, facts, names: said } = line;
  const rank = given?.rank ?? Number(facts?.rank ?? 0);
  const award = given?.award ? t("emcee.say.award", { award: words(given.award) }) : "";
  const names = given?.teams?.map((team) =>
    team.final
      ? t("emcee.say.scored", { team: words(team.entry.team), final: team.final })
      : words(team.entry.team),
  );
  return (
    <p data-say={key}>
      {t(`emcee.say.${shared(key, given?.shares)}`, {
        ...facts,
        rank: place(language, rank),
        award,
        name: said ? words(said) : "",
        teams: names?.join(t("emcee.say.and")) ?? "",
        number: turn ? placeNumber(turn.position) : "",
        team: turn ? words(turn.entry.team) : "",
        title: turn?.entry.title ?? "",
        interpolation: { escapeValue: false },
      })}
    </p>
  );
}

const shared = (key: string, shares: boolean | undefined) => (shares ? `${key}Shared` : key);
