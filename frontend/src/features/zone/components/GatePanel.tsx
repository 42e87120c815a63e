import { Button, Drawer, Modal, TextInput } from "@mantine/core";
import "@mantine/core/styles/Drawer.css";
import { IconAlertTriangle, IconCircleCheckFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { useCheckSet } from "../api/check";
import { projectQuery } from "../api/project";
import type { Card, Named, Stage } from "../api/types";
import { ZONE } from "../state/clock";
import { remedyOf } from "../state/gate";
import { useGateItems } from "../state/gateItems";

export interface Refusal {
  card: Card;
  stage: Stage;
  missing: Named[];
}
interface Props {
  refusal: Refusal;
  onClose: () => void;
  onMove: (card: Card, to: string) => void;
}

/** A kind no: the card lies where it lay; what is missing can be put right here, then it moves. */
export function GatePanel({ refusal, onClose, onMove }: Props) {
  const { t } = useTranslation(["zone", "ui"]);
  const words = useWords();
  const { card, stage } = refusal;
  const title = t("gate.closed", { stage: words(stage.name) });
  const closing = { "aria-label": t("close") };
  if (refusal.missing.length === 0) {
    return (
      <Modal opened onClose={onClose} title={title} closeButtonProps={closing}>
        <div className="ys-stack" data-testid="gate-noway">
          <p>{t("gate.noWay", { name: words(card.name), stage: words(stage.name) })}</p>
          <p className="ys-small ys-muted">{t("gate.safe")}</p>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("close")}
          </Button>
        </div>
      </Modal>
    );
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={440}
      title={title}
      closeButtonProps={closing}
      transitionProps={{ duration: 160 }}
      className="zn-panel"
    >
      <Missing refusal={refusal} onClose={onClose} onMove={onMove} />
    </Drawer>
  );
}

function Missing({ refusal, onClose, onMove }: Props) {
  const { t } = useTranslation(["zone", "ui"]);
  const words = useWords();
  const { card, stage } = refusal;
  const page = useQuery(projectQuery(card.id));
  const set = useCheckSet(card.id);
  const items = useItems(refusal);
  const place = useRef<HTMLDivElement>(null);
  const missing = items.filter(({ state }) => state === "missing");
  const first = missing[0]?.code ?? "";
  const name = words(card.name);
  // Focus stands at the first thing to do, and goes on as things are done.
  useEffect(() => {
    const next = first ? `[data-item="${first}"] [data-act]` : "[data-go]";
    place.current?.querySelector<HTMLElement>(next)?.focus();
  }, [first]);
  return (
    <div className="ys-stack" ref={place} data-testid="gate-missing" data-open={!first}>
      <p role="status">
        {first ? t("gate.missing", { name, count: missing.length }) : t("gate.complete", { name })}
      </p>
      <ul className="zn-todo">
        {items.map((item) => (
          <li
            key={item.code}
            className={item.state}
            data-item={item.code}
            data-testid={`${item.state}-${item.code}`}
          >
            {item.state === "missing" ? (
              <IconAlertTriangle size={20} stroke={2} aria-hidden />
            ) : (
              <IconCircleCheckFilled size={20} aria-hidden />
            )}
            <div>
              <b>
                <span className="vh">{t(`ui:gate.is.${item.state}`)}</span>
                {item.label}
              </b>
              {item.state === "met" && (item.by || item.at) && (
                <small>
                  {words(item.by?.name)} {item.at && <When at={item.at} zone={ZONE} plain />}
                </small>
              )}
              {item.state === "missing" && (
                <Remedy
                  item={item}
                  first={item.code === first}
                  card={card}
                  may={page.data?.may_change ?? false}
                  busy={set.isPending}
                  onDone={(code, note) => set.mutate({ code, done: true, note })}
                  onLeave={onClose}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      <ProblemAlert error={set.error} safe={t("checks.safe")} />
      <p className="ys-small ys-muted">{t("gate.safe")}</p>
      <div className="ys-row">
        {!first && (
          <Button data-go onClick={() => onMove(card, stage.id)} data-testid="gate-go">
            {t("move.confirm", { stage: words(stage.name) })}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t("close")}
        </Button>
      </div>
    </div>
  );
}

/** The gate's conditions as they stand now; what the server named, where the page says no more. */
function useItems({ card, stage, missing }: Refusal) {
  const words = useWords();
  const itemsOf = useGateItems();
  const page = useQuery(projectQuery(card.id)).data;
  const gate = page?.gates[stage.id];
  if (page && gate) return itemsOf(gate, page).filter(({ state }) => state !== "bring");
  return missing.map(({ code, label }) => ({
    code,
    label: words(label),
    state: "missing" as const,
    by: null,
    at: null,
  }));
}

interface RemedyProps {
  item: { code: string; label: string };
  /** The panel opens with the focus here. */
  first: boolean;
  card: Card;
  may: boolean;
  busy: boolean;
  onDone: (code: string, note: string) => void;
  onLeave: () => void;
}

/** A question is answered here; everything else on the project's page. */
function Remedy({ item, first, card, may, busy, onDone, onLeave }: RemedyProps) {
  const { t } = useTranslation(["zone", "ui"]);
  const [note, setNote] = useState("");
  const [kind, check = ""] = item.code.split(".");
  if (kind !== "check" || !may) {
    return (
      <Link
        to={`/zone/p/${card.id}`}
        hash={remedyOf(item.code)}
        onClick={onLeave}
        aria-label={t("gate.goFillNamed", { what: item.label })}
        data-act
        data-autofocus={first || undefined}
      >
        {t("gate.goFill")}
      </Link>
    );
  }
  return (
    <form
      className="do"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onDone(check, note.trim());
      }}
    >
      <TextInput
        aria-label={t("checks.noteFor", { name: item.label })}
        placeholder={t("checks.note")}
        value={note}
        maxLength={300}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        loading={busy}
        aria-label={t("checks.doneNamed", { name: item.label })}
        data-act
        data-autofocus={first || undefined}
        data-testid={`do-${item.code}`}
      >
        {t("checks.done")}
      </Button>
    </form>
  );
}
