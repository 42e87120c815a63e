import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import {
  type FreePlace,
  type Substitution,
  substitutionsQuery,
  useSubstitute,
  useSubstitutionUndo,
} from "../../api/substitutions";

/** Entries that left before the round: whom the rules put in their places, and who moved up. */
export function SubstitutesCard({ round, zone }: { round: string; zone: string }) {
  const { t } = useTranslation("draw");
  const found = useQuery(substitutionsQuery(round));
  const { places, substitutions, may_fill: may } = found.data ?? {};
  if (!places?.length && !substitutions?.length) {
    return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  }
  return (
    <section className="ys-card ys-stack ys-noprint" data-testid="substitutes">
      <div>
        <h2>{t("moveUp.title")}</h2>
        <p className="ys-small ys-soft og-transfers-why">{t("moveUp.how")}</p>
      </div>
      <ul className="og-transfers">
        {places?.map((place) => (
          <Place key={place.entry.id} place={place} round={round} />
        ))}
        {substitutions?.map((row) => (
          <Moved key={row.id} row={row} round={round} zone={zone} may={Boolean(may)} />
        ))}
      </ul>
    </section>
  );
}

function Place({ place, round }: { place: FreePlace; round: string }) {
  const { t } = useTranslation("draw");
  const words = useWords();
  const team = words(place.entry.team);
  return (
    <li data-testid={`place-${place.entry.number}`}>
      <div className="ys-row">
        <span className="ys-chip warn">{t("moveUp.free")}</span>
        <b>
          {place.entry.number} · {team}
        </b>
        <span>{t(`moveUp.left.${place.entry.state === "disqualified" ? "struck" : "gone"}`)}</span>
      </div>
      {place.next === null && (
        <p data-testid="place-nobody">{t(`moveUp.why.${place.why || "nobody"}`)}</p>
      )}
      {place.next !== null && (
        <p>
          {t("moveUp.next")}{" "}
          <b>
            {place.next.number} · {words(place.next.team)}
          </b>
        </p>
      )}
      {place.next !== null && <Fill place={place} round={round} />}
    </li>
  );
}

function Fill({ place, round }: { place: FreePlace; round: string }) {
  const { t } = useTranslation("draw");
  const fill = useSubstitute(round);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) fill.mutate({ left: place.entry.id, reason });
  };
  return (
    <form className="og-ask" onSubmit={send} noValidate>
      <TextInput
        className="wide"
        label={t("moveUp.reason")}
        description={t("moveUp.reasonHow")}
        value={reason}
        error={tried && !reason.trim() ? t("transfer.fill") : undefined}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid={`fill-reason-${place.entry.number}`}
      />
      <div className="wide">
        <ProblemAlert error={fill.error} />
        <Button type="submit" loading={fill.isPending} data-testid={`fill-${place.entry.number}`}>
          {t("moveUp.act")}
        </Button>
      </div>
    </form>
  );
}

interface MovedProps {
  row: Substitution;
  round: string;
  zone: string;
  may: boolean;
}

function Moved({ row, round, zone, may }: MovedProps) {
  const { t } = useTranslation("draw");
  const words = useWords();
  const undo = useSubstitutionUndo(round);
  const told = { team: words(row.entry.team), left: words(row.left.team) };
  return (
    <li data-testid="moved-up" data-state={row.ended_at ? "ended" : "stands"}>
      <div className="ys-row">
        <span className={`ys-chip ${row.ended_at ? "" : "ok"}`}>
          {t(row.ended_at ? "moveUp.ended" : "moveUp.stands")}
        </span>
        <b>
          {row.entry.number} · {told.team}
        </b>
        <span>{t("moveUp.for", { number: row.left.number, left: told.left })}</span>
        {row.position !== null && (
          <span className="num">{t("transfer.at", { position: row.position })}</span>
        )}
      </div>
      <p>{row.reason}</p>
      <p className="ys-small ys-soft">
        {t("moveUp.by", { name: words(row.made_by.name) })}{" "}
        <When at={row.made_at} zone={zone} plain />
      </p>
      <ProblemAlert error={undo.error} />
      {!row.ended_at && may && (
        <div className="ys-row do">
          <ConfirmButton
            question={t("moveUp.undo.ask", told)}
            body={<p className="ys-soft">{t("moveUp.undo.why")}</p>}
            confirm={t("moveUp.undo.act")}
            variant="default"
            loading={undo.isPending}
            onConfirm={() => undo.mutate(row.id)}
            testid="moved-undo"
          >
            {t("moveUp.undo.act")}
          </ConfirmButton>
        </div>
      )}
    </li>
  );
}
