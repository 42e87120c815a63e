import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { WitnessTab } from "../../state/witness";

interface Props {
  tabs: WitnessTab[];
  tab: WitnessTab;
  onTab: (tab: WitnessTab) => void;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** The parts of the page; arrow keys go between them. */
export function WitnessTabs({ tabs, tab, onTab }: Props) {
  const { t } = useTranslation("witness");
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = STEPS[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (!next) return;
    onTab(next);
    document.getElementById(`wt-tab-${next}`)?.focus();
  };
  return (
    <div className="wt-tabs ys-noprint" role="tablist" aria-label={t("tabs")} onKeyDown={move}>
      {tabs.map((each) => (
        <button
          key={each}
          id={`wt-tab-${each}`}
          type="button"
          role="tab"
          aria-selected={tab === each}
          aria-controls="wt-panel"
          tabIndex={tab === each ? 0 : -1}
          data-testid={`tab-${each}`}
          onClick={() => onTab(each)}
        >
          {t(`tab.${each}`)}
        </button>
      ))}
    </div>
  );
}
