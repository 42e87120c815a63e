import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { useSeatRecuse } from "../api/seats";
import type { EntryRow, Seat } from "../api/types";

interface Props {
  round: string;
  seats: Seat[];
  entries: EntryRow[];
}
const EMPTY = { seat: "", entry: "", reason: "" };

/** A conflict that the office found: the seat neither sees nor scores the entry. */
export function RecusalForm({ round, seats, entries }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const recuse = useSeatRecuse(round);
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const need = (text: string) => (tried && text.trim() === "" ? t("recusal.fill") : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!form.seat || !form.entry || !form.reason.trim()) return;
    recuse.mutate(
      { ...form, reason: form.reason.trim() },
      {
        onSuccess: () => {
          setForm(EMPTY);
          setTried(false);
        },
      },
    );
  };
  const pick = { value: "", label: t("recusal.choose") };
  return (
    <form className="og-recuse" onSubmit={send} noValidate>
      <NativeSelect
        label={t("recusal.seat")}
        error={need(form.seat)}
        value={form.seat}
        data={[
          pick,
          ...seats.map((seat) => ({
            value: seat.id,
            label: `${seat.number} · ${words(seat.person.name)}`,
          })),
        ]}
        onChange={(event) => setForm({ ...form, seat: event.currentTarget.value })}
        data-testid="recusal-seat"
      />
      <NativeSelect
        label={t("recusal.entry")}
        error={need(form.entry)}
        value={form.entry}
        data={[
          pick,
          ...entries.map((entry) => ({
            value: entry.id,
            label: `${entry.number} · ${words(entry.team.name)}`,
          })),
        ]}
        onChange={(event) => setForm({ ...form, entry: event.currentTarget.value })}
        data-testid="recusal-entry"
      />
      <TextInput
        label={t("recusal.reason")}
        error={need(form.reason)}
        value={form.reason}
        maxLength={300}
        onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
        data-testid="recusal-reason"
      />
      <Button type="submit" loading={recuse.isPending} data-testid="recusal-save">
        {t("recusal.save")}
      </Button>
      <div className="wide">
        <ProblemAlert error={recuse.error} />
        {recuse.isSuccess && (
          <p className="ys-small" role="status">
            {t("recusal.saved")}
          </p>
        )}
      </div>
    </form>
  );
}
