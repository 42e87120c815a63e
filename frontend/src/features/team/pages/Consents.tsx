import { Checkbox } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConsentText } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { consentSet, refreshEntry } from "../api/entries";
import { consented } from "../state/checklist";
import { useEntry } from "../state/context";

const ORDER = ["rules", "data_use", "media", "zone"];

function ConsentCard({ text }: { text: ConsentText }) {
  const { t } = useTranslation("team");
  const words = useWords();
  const { entry, edition, leader } = useEntry();
  // The tick that was just set, shown until the server has answered.
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [error, setError] = useState<unknown>(null);
  const given = consented(entry, text);
  const record = entry.consents?.find(
    (one) => one.kind === text.kind && one.version === text.version,
  );
  const set = async (next: boolean) => {
    if (wanted !== null) return;
    setWanted(next);
    setError(null);
    try {
      await consentSet(entry.id, text.kind, next, text.version);
      await refreshEntry(entry.id);
    } catch (fault) {
      setError(fault);
    } finally {
      setWanted(null);
    }
  };
  return (
    <section className="ys-card ys-stack" aria-labelledby={`consent-${text.kind}`}>
      <div className="ys-row between tm-cardhead">
        <h2 id={`consent-${text.kind}`}>{t(`consent.${text.kind}.title`)}</h2>
        <span className="ys-row">
          <span className={`ys-chip ${text.required ? "" : "brand"}`}>
            {text.required ? t("consent.required") : t("consent.optional")}
          </span>
          <span className="ys-small ys-muted">
            {t("consent.version", { version: text.version })}
          </span>
        </span>
      </div>
      {text.kind === "zone" && <p className="ys-soft">{t("consent.zone.follows")}</p>}
      {words(text.receiver) && (
        <p className="ys-soft">{t("consent.receiver", { name: words(text.receiver) })}</p>
      )}
      <div
        className="tm-legal"
        tabIndex={0}
        role="group"
        aria-label={t(`consent.${text.kind}.title`)}
      >
        {words(text.text)}
      </div>
      <ProblemAlert error={error} />
      <Checkbox
        label={t(`consent.${text.kind}.agree`)}
        checked={wanted ?? given}
        disabled={!leader}
        onChange={(event) => void set(event.currentTarget.checked)}
        data-testid={`consent-${text.kind}`}
      />
      {record && (
        <p className="ys-small ys-muted">
          {t("consent.given")} <When at={record.given_at} zone={edition.time_zone} seconds />
        </p>
      )}
    </section>
  );
}

/** /team/:entry/consents: four separate questions, each with its whole text. */
export function Consents() {
  const { t } = useTranslation("team");
  const { edition, leader } = useEntry();
  const newest = new Map<string, ConsentText>();
  for (const text of edition.consent_texts) {
    const known = newest.get(text.kind);
    if (!known || known.version < text.version) newest.set(text.kind, text);
  }
  const texts = [...newest.values()].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return (
    <Page title={t("step.consents")} sub={t("consent.sub")} width="reading">
      <div className="ys-stack wide">
        {!leader && <p className="ys-soft">{t("consent.leaderOnly")}</p>}
        {texts.map((text) => (
          <ConsentCard key={text.kind} text={text} />
        ))}
      </div>
    </Page>
  );
}
