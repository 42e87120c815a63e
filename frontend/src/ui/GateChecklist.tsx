import { IconAlertTriangle, IconCheck, IconFileText } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { PersonRef } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { When } from "./When";
import "./evidence.css";

export interface GateItem {
  code: string;
  label: string;
  /** Met, missing, or to be brought at the moment of passing. */
  state: "met" | "missing" | "bring";
  /** Who met it, and when. */
  by?: PersonRef | null;
  at?: string | null;
  /** What shows it. */
  proof?: ReactNode;
  /** The way to put it right. */
  remedy?: ReactNode;
}

interface Props {
  /** Where the gate leads. */
  title?: ReactNode;
  /** What the gate is about. */
  note?: ReactNode;
  items: GateItem[];
  zone: string;
  /** Somebody has just been turned away: says that nothing happened and how to go on. */
  refused?: string;
  /** A hint in the hand of a mover: labels only, in small. */
  slim?: boolean;
  className?: string;
  testid?: string;
  children?: ReactNode;
}

const ICONS = { met: IconCheck, missing: IconAlertTriangle, bring: IconFileText };

/** What a gate asks for: what is done, by whom and when, and what is still missing. */
export function GateChecklist(props: Props) {
  const { title, note, items, zone, refused, slim = false, className = "", children } = props;
  const { t } = useTranslation("ui");
  const id = useId();
  const missing = items.filter(({ state }) => state === "missing").length;
  const open = missing === 0;
  return (
    <div
      className={`ys-gate ${slim ? "slim" : ""} ${className}`}
      role="group"
      aria-labelledby={id}
      data-testid={props.testid}
      data-open={open}
    >
      <div className="head">
        {title && <h3>{title}</h3>}
        <span id={id} className={open ? "ys-chip ok" : "ys-chip warn"}>
          {open ? t("gate.open") : t("gate.missing", { count: missing })}
        </span>
      </div>
      {note && <p className="ys-small ys-soft">{note}</p>}
      {refused && <p>{refused}</p>}
      <ul>
        {items.map((item) => (
          <Item key={item.code} item={item} zone={zone} slim={slim} />
        ))}
      </ul>
      {children}
    </div>
  );
}

function Item({ item, zone, slim }: { item: GateItem; zone: string; slim: boolean }) {
  const { t } = useTranslation("ui");
  const words = useWords();
  const Icon = ICONS[item.state];
  const who = words(item.by?.name);
  return (
    <li className={item.state} data-testid={`${item.state}-${item.code}`}>
      <Icon size={slim ? 16 : 18} stroke={2} aria-hidden />
      <span>
        <span className="vh">{t(`gate.is.${item.state}`)}</span>
        {item.label}
        {!slim && (who || item.at || item.proof) && (
          <small>
            {who} {item.at && <When at={item.at} zone={zone} plain />}
            {item.proof && <span className="proof">{item.proof}</span>}
          </small>
        )}
      </span>
      {item.remedy}
    </li>
  );
}
