import { Button } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Money } from "@/ui/Money";
import type { Project } from "../api/types";
import { Provenance } from "./Provenance";

/** What came with the project from the contest, exactly as it was published. */
export function FactsCard({ project }: { project: Project }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const { contest, deck, entry, planned_investment: money } = project;
  return (
    <section className="ys-card" id="facts">
      <h2>{t("facts.title")}</h2>
      <dl className="zn-facts">
        <div>
          <dt>{t("facts.contest")}</dt>
          <dd>
            <Provenance card={project} />
            {!contest && "—"}
          </dd>
        </div>
        <div>
          <dt>{t("facts.final")}</dt>
          <dd className="num big" data-testid="project-final">
            {contest?.final ?? "—"}
          </dd>
        </div>
        <div>
          <dt>{t(`money.${money?.kind ?? "planned_investment"}`)}</dt>
          <dd className="big">
            <Money value={money} />
          </dd>
        </div>
        <div>
          <dt>{t("facts.track")}</dt>
          <dd>{words(entry?.track) || "—"}</dd>
        </div>
      </dl>
      {deck ? (
        <Button
          component="a"
          href={deck.url}
          variant="default"
          leftSection={<IconFileText size={18} stroke={1.8} />}
          data-testid="project-deck"
        >
          {deck.pages
            ? t("facts.deckPages", { name: deck.name, pages: deck.pages })
            : t("facts.deck", { name: deck.name })}
        </Button>
      ) : (
        <p className="ys-small ys-muted">{t("facts.noDeck")}</p>
      )}
    </section>
  );
}
