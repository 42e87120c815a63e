import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import {
  type Transfer,
  transfersQuery,
  useTransferAsk,
  useTransferDecide,
} from "../../api/transfers";
import type { Round } from "../../api/types";

const TONES = { asked: "warn", moved: "ok", refused: "" } as const;

/** Teams that change rooms after the draw: asked with a reason, let by a second person. */
export function TransfersCard({ round, zone }: { round: Round; zone: string }) {
  const { t } = useTranslation("draw");
  const found = useQuery(transfersQuery(round.id));
  const rows = found.data?.transfers ?? [];
  const may = found.data?.may ?? [];
  const takes = round.state === "prepared" || round.state === "open";
  if (rows.length === 0 && !(takes && may.includes("ask"))) {
    return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  }
  return (
    <section className="ys-card ys-stack ys-noprint" data-testid="transfers">
      <div>
        <h2>{t("transfer.title")}</h2>
        <p className="ys-small ys-soft">{t("transfer.how")}</p>
      </div>
      {rows.length > 0 && (
        <ul className="og-transfers">
          {rows.map((each) => (
            <Row
              key={each.id}
              transfer={each}
              round={round.id}
              zone={zone}
              mayDecide={may.includes("decide")}
            />
          ))}
        </ul>
      )}
      {takes && may.includes("ask") && <Ask round={round} />}
    </section>
  );
}

interface RowProps {
  transfer: Transfer;
  round: string;
  zone: string;
  mayDecide: boolean;
}

function Row({ transfer, round, zone, mayDecide }: RowProps) {
  const { t } = useTranslation("draw");
  const words = useWords();
  const decide = useTransferDecide(round);
  const team = words(transfer.entry.team);
  const told = { team, room: words(transfer.target.name) };
  const say = (approves: boolean) => decide.mutate({ transfer: transfer.id, approves });
  return (
    <li data-testid="transfer" data-state={transfer.state}>
      <div className="ys-row">
        <span className={`ys-chip ${TONES[transfer.state]}`}>
          {t(`transfer.state.${transfer.state}`)}
        </span>
        <b>{team}</b>
        <span>
          {words(transfer.source.name)} → {words(transfer.target.name)}
          {transfer.target.position !== null && (
            <span className="num"> {t("transfer.at", { position: transfer.target.position })}</span>
          )}
        </span>
      </div>
      <p>{transfer.reason}</p>
      <p className="ys-small ys-soft">
        {t("transfer.askedBy", { name: words(transfer.asked_by.name) })}{" "}
        <When at={transfer.asked_at} zone={zone} plain />
        {transfer.decided_by && (
          <> · {t("transfer.decidedBy", { name: words(transfer.decided_by.name) })}</>
        )}
      </p>
      <ProblemAlert error={decide.error} />
      {transfer.state === "asked" && mayDecide && (
        <div className="ys-row">
          <ConfirmButton
            question={t("transfer.let.ask", told)}
            body={<p className="ys-soft">{t("transfer.let.why")}</p>}
            confirm={t("transfer.let.act")}
            loading={decide.isPending}
            onConfirm={() => say(true)}
            testid="transfer-let"
          >
            {t("transfer.let.act")}
          </ConfirmButton>
          <Button variant="default" onClick={() => say(false)} data-testid="transfer-refuse">
            {t("transfer.refuse")}
          </Button>
        </div>
      )}
    </li>
  );
}

const EMPTY = { slot: "", room: "", reason: "" };

function Ask({ round }: { round: Round }) {
  const { t } = useTranslation("draw");
  const words = useWords();
  const ask = useTransferAsk(round.id);
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const waiting = round.slots.filter(({ state }) => state === "waiting");
  const slot = waiting.find(({ id }) => id === form.slot);
  const rooms = round.panels.map(({ room }) => room).filter(({ id }) => id !== slot?.room);
  const need = (text: string) => (tried && !text.trim() ? t("transfer.fill") : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!form.slot || !form.room || !form.reason.trim()) return;
    ask.mutate(form, {
      onSuccess: () => {
        setForm(EMPTY);
        setTried(false);
      },
    });
  };
  const pick = { value: "", label: t("transfer.choose") };
  return (
    <form className="og-ask" onSubmit={send} noValidate>
      <NativeSelect
        label={t("transfer.team")}
        value={form.slot}
        error={need(form.slot)}
        data={[
          pick,
          ...waiting.map((each) => ({
            value: each.id,
            label: `${each.entry.number} · ${words(each.entry.team)}`,
          })),
        ]}
        onChange={(event) => setForm({ ...form, slot: event.currentTarget.value, room: "" })}
        data-testid="transfer-slot"
      />
      <NativeSelect
        label={t("transfer.room")}
        value={form.room}
        error={need(form.room)}
        data={[pick, ...rooms.map(({ id, name }) => ({ value: id, label: words(name) }))]}
        onChange={(event) => setForm({ ...form, room: event.currentTarget.value })}
        data-testid="transfer-room"
      />
      <TextInput
        className="wide"
        label={t("transfer.reason")}
        value={form.reason}
        error={need(form.reason)}
        maxLength={300}
        onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
        data-testid="transfer-reason"
      />
      <div className="wide">
        <ProblemAlert error={ask.error} />
        <Button type="submit" variant="default" loading={ask.isPending} data-testid="transfer-ask">
          {t("transfer.send")}
        </Button>
      </div>
    </form>
  );
}
