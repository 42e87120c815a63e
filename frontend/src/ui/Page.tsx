import { IconBolt } from "@tabler/icons-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "./LanguageSwitch";

interface Props {
  title: string;
  /** Shown under the title. */
  sub?: ReactNode;
  /** Right of the title: state, the one next action. */
  actions?: ReactNode;
  width?: "wide" | "reading" | "narrow";
  children: ReactNode;
}

/** The heading and body of a page; also names the browser tab. */
export function Page({ title, sub, actions, width = "wide", children }: Props) {
  const { t } = useTranslation("common");
  const brand = t("brand");
  useEffect(() => {
    document.title = `${title} · ${brand}`;
  }, [title, brand]);
  return (
    <main className={`ys-main ${width}`}>
      <div className="ys-head">
        <div>
          <h1>{title}</h1>
          {sub && <div className="sub">{sub}</div>}
        </div>
        {actions && <div className="ys-row">{actions}</div>}
      </div>
      {children}
    </main>
  );
}

/** The top bar of public and team pages: the name, links, language, account. */
export function TopBar({ links, account }: { links?: ReactNode; account?: ReactNode }) {
  const { t } = useTranslation("common");
  return (
    <header className="ys-bar">
      <a className="ys-logo" href="/">
        <span className="ys-mark">
          <IconBolt size={18} stroke={2} aria-hidden />
        </span>
        {t("brand")}
      </a>
      {links}
      <span className="ys-spacer" />
      <LanguageSwitch />
      {account}
    </header>
  );
}
