import { IconAlertTriangle, IconCheck, IconClock, IconPrinter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ExpectedPage, Papers } from "../../api/papers";
import { usePageName } from "./PageName";

type State = "returned" | "printed" | "outdated" | "unprinted";
const ICONS = {
  returned: IconCheck,
  printed: IconClock,
  outdated: IconAlertTriangle,
  unprinted: IconPrinter,
};

const stateOf = (page: ExpectedPage): State => {
  if (page.filing) return "returned";
  if (page.codes.length > 0) return "printed";
  return page.outdated ? "outdated" : "unprinted";
};

/** Printed so many, returned so many, and who is missing. */
export function Register({ papers }: { papers: Papers }) {
  const { t } = useTranslation("paper");
  const name = usePageName();
  const { counts, expected, blocked } = papers;
  if (blocked) {
    return (
      <section className="ys-card pp-count" data-testid="paper-blocked">
        <h2>{t("register")}</h2>
        <p className="ys-soft">{t(`blocked.${blocked}`)}</p>
      </section>
    );
  }
  const missing = expected.filter((page) => !page.filing);
  return (
    <section className="ys-card pp-count" data-testid="paper-register">
      <h2>{t("register")}</h2>
      <dl className="pp-figures">
        {(["expected", "printed", "returned"] as const).map((each) => (
          <div key={each} data-testid={`paper-${each}`}>
            <dt>{t(`count.${each}`)}</dt>
            <dd className="num">{counts[each]}</dd>
          </div>
        ))}
      </dl>
      <p className={missing.length === 0 ? "pp-line ok" : "pp-line"} data-testid="paper-missing">
        {missing.length === 0
          ? t("missing.none")
          : t("missing", { names: missing.map(name).join(t("comma")) })}
      </p>
      <ul className="pp-pages">
        {expected.map((page) => {
          const state = stateOf(page);
          const Icon = ICONS[state];
          return (
            <li key={`${name(page)}/${page.kind}`} data-state={state}>
              <Icon size={18} stroke={1.8} aria-hidden />
              <span className="who">{name(page)}</span>
              <span className="codes num">{page.codes.join(t("comma"))}</span>
              <span className="state">{t(`state.${state}`)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
