import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { type SeatNamed, useSeatLeave } from "../../api/seatings";
import type { Seat } from "../../api/types";
import { AlternateSelect } from "./AlternateSelect";

interface Props {
  round: string;
  seats: Seat[];
  alternates: SeatNamed[];
  /** The judge for whom somebody came here. */
  asked?: string;
}
const EMPTY = { seat: "", alternate: "", reason: "" };

/** A judge goes: who takes her seat, and why. What it does is said before it is pressed. */
export function LeaveForm({ round, seats, alternates, asked }: Props) {
  const { t } = useTranslation("seatings");
  const words = useWords();
  const leave = useSeatLeave(round);
  const [form, setForm] = useState({ ...EMPTY, seat: asked ?? "" });
  const [tried, setTried] = useState(false);
  const need = (text: string) => (tried && text.trim() === "" ? t("fill") : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!form.seat || !form.alternate || !form.reason.trim()) return;
    leave.mutate(
      { ...form, reason: form.reason.trim() },
      {
        onSuccess: () => {
          setForm(EMPTY);
          setTried(false);
        },
      },
    );
  };
  return (
    <details className="og-leave" open={asked !== undefined} data-asked={asked && ""}>
      <summary data-testid="leave-open">{t("leave.title")}</summary>
      <form onSubmit={send} noValidate>
        <p className="wide ys-small ys-soft">{t("leave.effect")}</p>
        <NativeSelect
          label={t("leave.seat")}
          error={need(form.seat)}
          value={form.seat}
          data={[
            { value: "", label: t("choose") },
            ...seats.map((seat) => ({
              value: seat.id,
              label: `${seat.number} · ${words(seat.person.name)}`,
            })),
          ]}
          onChange={(event) => setForm({ ...form, seat: event.currentTarget.value })}
          data-testid="leave-seat"
        />
        <AlternateSelect
          alternates={alternates}
          value={form.alternate}
          error={need(form.alternate)}
          onChange={(alternate) => setForm({ ...form, alternate })}
          testid="leave-alternate"
        />
        <TextInput
          label={t("reason")}
          error={need(form.reason)}
          value={form.reason}
          maxLength={300}
          onChange={(event) => setForm({ ...form, reason: event.currentTarget.value })}
          data-testid="leave-reason"
        />
        <Button type="submit" color="ink" loading={leave.isPending} data-testid="leave-save">
          {t("leave.save")}
        </Button>
        <div className="wide">
          <ProblemAlert error={leave.error} />
        </div>
      </form>
    </details>
  );
}
