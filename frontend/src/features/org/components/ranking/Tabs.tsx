import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

const TABS = ["ranking", "judges"] as const;
type Tab = (typeof TABS)[number];

/** The two parts of the page; arrow keys go between them. */
export function Tabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  const { t } = useTranslation("ranking");
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const next = tab === "ranking" ? "judges" : "ranking";
    onTab(next);
    document.getElementById(`rk-tab-${next}`)?.focus();
  };
  return (
    <div className="rk-tabs ys-noprint" role="tablist" aria-label={t("tabs")} onKeyDown={move}>
      {TABS.map((each) => (
        <button
          key={each}
          id={`rk-tab-${each}`}
          type="button"
          role="tab"
          aria-selected={tab === each}
          aria-controls="rk-panel"
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
