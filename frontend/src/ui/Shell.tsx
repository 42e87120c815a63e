import { IconBolt, type IconHome } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { AccountMenu } from "./AccountMenu";
import { LanguageSwitch } from "./LanguageSwitch";
import "./shell.css";

export interface RailItem {
  href: string;
  label: string;
  icon: typeof IconHome;
  /** Marked as the page on screen. */
  current: boolean;
}

interface Props {
  items: RailItem[];
  /** Where the page stands: contest, round, room. */
  crumbs: ReactNode;
  /** A console hides the rail and takes the whole window. */
  bare?: boolean;
  label: string;
  /** At the lower end of the rail, where there is one. */
  foot?: ReactNode;
  children: ReactNode;
}

const STATUS = "shell-status";

/** Something a page wants in the bar above it, left of language and account. */
export function ShellStatus({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => setPlace(document.getElementById(STATUS)), []);
  return place && createPortal(children, place);
}

/** The frame of the office screens: a rail of places, a bar that says where one is. */
export function Shell({ items, crumbs, bare = false, label, foot, children }: Props) {
  const { t } = useTranslation("common");
  return (
    <div className={bare ? "ys-shell bare" : "ys-shell"}>
      {!bare && (
        <nav className="ys-rail" aria-label={label}>
          <a className="logo" href="/" aria-label={t("brand")}>
            <IconBolt size={22} stroke={2} aria-hidden />
          </a>
          {items.map(({ href, label: words, icon: Icon, current }) => (
            <Link
              key={href}
              to={href}
              activeOptions={{ exact: true }}
              aria-current={current ? "page" : undefined}
            >
              <Icon size={20} stroke={1.8} aria-hidden />
              <span>{words}</span>
            </Link>
          ))}
          {foot && <div className="foot">{foot}</div>}
        </nav>
      )}
      <div className="ys-shellbody">
        <header className="ys-topline">
          <div className="ys-crumbs">{crumbs}</div>
          <div className="ys-topright">
            <div className="ys-shellstatus" id={STATUS} />
            <LanguageSwitch />
            <AccountMenu />
          </div>
        </header>
        {children}
      </div>
    </div>
  );
}
