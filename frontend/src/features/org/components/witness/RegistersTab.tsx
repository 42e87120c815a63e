import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import {
  type RegisterKind,
  type RegisterLine,
  registersQuery,
  useLineAdd,
} from "../../api/registers";
import type { Here } from "../Frame";
import { RegisterRow } from "./RegisterRow";

const KINDS: RegisterKind[] = ["phone", "room", "secrecy"];

/** Phones handed in, people in the closed room, secrecy statements: a card each. */
export function RegistersTab({ edition }: Here) {
  const found = useQuery(registersQuery(edition.id));
  return (
    <>
      {found.isPending && <Waiting shape="cards" />}
      <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
      {found.data && (
        <div className="wt-registers">
          {KINDS.map((kind) => (
            <Register
              key={kind}
              kind={kind}
              lines={found.data.lines.filter((line) => line.kind === kind)}
              writes={found.data.writes}
              edition={edition.id}
              zone={edition.time_zone}
            />
          ))}
        </div>
      )}
    </>
  );
}

interface Props {
  kind: RegisterKind;
  lines: RegisterLine[];
  writes: boolean;
  edition: string;
  zone: string;
}

function Register({ kind, lines, writes, edition, zone }: Props) {
  const { t } = useTranslation("witness");
  const open = lines.filter((line) => !line.ended_at && !line.struck_at).length;
  return (
    <section className="ys-card" data-testid={`register-${kind}`}>
      <h2>
        {t(`register.${kind}`)}{" "}
        <small className="num ys-muted">{t(`register.${kind}.open`, { count: open })}</small>
      </h2>
      {writes && <AddForm kind={kind} edition={edition} />}
      {lines.length === 0 && <p className="ys-small ys-soft">{t("register.none")}</p>}
      <ul className="wt-lines">
        {lines.map((line) => (
          <RegisterRow key={line.id} line={line} writes={writes} zone={zone} />
        ))}
      </ul>
    </section>
  );
}

const EMPTY = { name: "", number: "", text: "" };

function AddForm({ kind, edition }: { kind: RegisterKind; edition: string }) {
  const { t } = useTranslation("witness");
  const add = useLineAdd(edition);
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!form.name.trim()) return;
    add.mutate(
      { kind, ...form },
      {
        onSuccess: () => {
          setForm(EMPTY);
          setTried(false);
        },
      },
    );
  };
  return (
    <form className="wt-add ys-noprint" onSubmit={send} noValidate>
      <TextInput
        label={t("register.name")}
        error={tried && !form.name.trim() ? t("register.fill") : undefined}
        value={form.name}
        maxLength={80}
        onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        data-testid={`${kind}-name`}
      />
      {kind === "phone" && (
        <TextInput
          label={t("register.number")}
          value={form.number}
          maxLength={40}
          onChange={(event) => setForm({ ...form, number: event.currentTarget.value })}
          data-testid="phone-number"
        />
      )}
      {kind === "room" && (
        <TextInput
          label={t("register.reason")}
          value={form.text}
          maxLength={300}
          onChange={(event) => setForm({ ...form, text: event.currentTarget.value })}
        />
      )}
      <Button type="submit" loading={add.isPending} data-testid={`${kind}-add`}>
        {t(`register.${kind}.add`)}
      </Button>
      <ProblemAlert error={add.error} />
    </form>
  );
}
