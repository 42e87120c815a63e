import type { KeyboardEvent } from "react";

interface Props<Tab extends string> {
  /** Begins the ids of tabs and panel, and the class of the row. */
  name: string;
  label: string;
  tabs: readonly Tab[];
  tab: Tab;
  words: (tab: Tab) => string;
  onTab: (tab: Tab) => void;
}

const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** The parts of a page; arrow keys go between them. The panel is `<name>-panel`. */
export function PageTabs<Tab extends string>(props: Props<Tab>) {
  const { name, label, tabs, tab, words, onTab } = props;
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = STEPS[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (!next) return;
    onTab(next);
    document.getElementById(`${name}-tab-${next}`)?.focus();
  };
  return (
    <div className={`${name}-tabs ys-noprint`} role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((each) => (
        <button
          key={each}
          id={`${name}-tab-${each}`}
          type="button"
          role="tab"
          aria-selected={tab === each}
          aria-controls={`${name}-panel`}
          tabIndex={tab === each ? 0 : -1}
          data-testid={`tab-${each}`}
          onClick={() => onTab(each)}
        >
          {words(each)}
        </button>
      ))}
    </div>
  );
}
