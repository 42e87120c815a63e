import { IconArrowNarrowRight, IconCheck, IconHourglass, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";
import type { Correction, Office } from "../../api/corrections";
import type { Rulebook } from "../../api/types";
import { lineName } from "../../state/results";

const OFFICES: Office[] = ["panel", "verifier"];

interface Props {
  correction: Correction;
  rulebook: Rulebook | null;
  zone: string;
}

/** One request: whose mark, from what to what, why, and what the two have said. */
export function CorrectionFacts({ correction, rulebook, zone }: Props) {
  const { t } = useTranslation("corrections");
  const words = useWords();
  const { seat, judge, entry, criterion, told, was, value, reason, text } = correction;
  const line = (rulebook && words(lineName(rulebook, criterion))) || criterion;
  return (
    <div className="og-correction">
      <p className="who">
        <b>{t("who", { seat, judge: words(judge) })}</b>
        <small>{t("of", { number: entry.number, title: entry.title, line })}</small>
      </p>
      {told ? (
        <p className="change num">
          <s>{was ?? "–"}</s>
          <IconArrowNarrowRight size={22} stroke={1.6} aria-label={t("to")} />
          <b>{value}</b>
        </p>
      ) : (
        <p className="ys-soft">{t("untold")}</p>
      )}
      <p className="ys-small">
        {t(`reason.${reason}`)}
        {text && ` · ${text}`}
      </p>
      <ul className="voices">
        {OFFICES.map((office) => (
          <VoiceLine key={office} office={office} correction={correction} zone={zone} />
        ))}
      </ul>
    </div>
  );
}

interface LineProps {
  office: Office;
  correction: Correction;
  zone: string;
}

function VoiceLine({ office, correction, zone }: LineProps) {
  const { t } = useTranslation("corrections");
  const words = useWords();
  const voice = correction.voices.find((each) => each.office === office);
  const waits = correction.state === "open";
  if (!voice && !waits) return null;
  const Icon = !voice ? IconHourglass : voice.approves ? IconCheck : IconX;
  const said = !voice ? "waits" : voice.approves ? "approves" : "refuses";
  return (
    <li className={said} data-testid={`voice-${office}`} data-said={said}>
      <Icon size={18} stroke={2} aria-hidden />
      <span>
        {t(`${said}.${office}`, { name: voice ? words(voice.by.name) : "" })}
        {voice?.words && <q>{voice.words}</q>}
      </span>
      {voice && <When at={voice.said_at} zone={zone} />}
    </li>
  );
}
