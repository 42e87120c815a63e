import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { type OpenPlace, type SeatNamed, useSeatingMake } from "../../api/seatings";
import { AlternateSelect } from "./AlternateSelect";

interface Props {
  round: string;
  place: OpenPlace;
  alternates: SeatNamed[];
  may: boolean;
  /** Somebody came here for this very place. */
  asked: boolean;
}

/** A recused judge's place for one team, and who may have it. */
export function PlaceForm({ round, place, alternates, may, asked }: Props) {
  const { t } = useTranslation("seatings");
  const words = useWords();
  const make = useSeatingMake(round, place.slot);
  const [alternate, setAlternate] = useState("");
  const [reason, setReason] = useState(t("place.reason"));
  const [tried, setTried] = useState(false);
  const need = (text: string) => (tried && text.trim() === "" ? t("fill") : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!alternate || !reason.trim()) return;
    make.mutate({ seat: place.seat.id, alternate, reason: reason.trim() });
  };
  const { entry, seat } = place;
  return (
    <form
      className={asked ? "og-place asked" : "og-place"}
      data-asked={asked || undefined}
      onSubmit={send}
      noValidate
      data-testid={`place-${entry.number}-${seat.number}`}
    >
      <p className="wide">
        <b>
          {entry.number} {entry.title}
        </b>
        <span>{t("place.free", { number: seat.number, name: words(seat.judge.name) })}</span>
      </p>
      {may && (
        <>
          <AlternateSelect
            alternates={alternates}
            value={alternate}
            error={need(alternate)}
            onChange={setAlternate}
            testid={`place-alternate-${entry.number}`}
          />
          <TextInput
            label={t("reason")}
            error={need(reason)}
            value={reason}
            maxLength={300}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" loading={make.isPending} data-testid={`place-seat-${entry.number}`}>
            {t("place.seat")}
          </Button>
        </>
      )}
      <div className="wide">
        <ProblemAlert error={make.error} />
      </div>
    </form>
  );
}
