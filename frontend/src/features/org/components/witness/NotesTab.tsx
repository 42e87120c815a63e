import { Button, NativeSelect } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { type Supervision, useNotePut, type WitnessedStep } from "../../api/witness";
import type { Here } from "../Frame";
import { AskForm } from "./AskForm";
import { NoteItem } from "./NoteItem";

const STEPS: WitnessedStep[] = ["draw", "seal", "correction", "lock"];

/** What the witness asked, noted and confirmed; the committee answers here. */
export function NotesTab({ edition, round, page }: Here & { page: Supervision }) {
  const { t } = useTranslation("witness");
  const witness = page.may.includes("witness");
  const waiting = page.notes.filter((note) => note.waits);
  const others = page.notes.filter((note) => !note.waits);
  return (
    <>
      {witness && <Write edition={edition.id} round={round?.id ?? null} page={page} />}
      {page.notes.length === 0 && (
        <EmptyState title={t("notes.none")}>
          {t(witness ? "notes.noneWitness" : "notes.noneWhy")}
        </EmptyState>
      )}
      {page.notes.length > 0 && (
        <ul className="wt-list" aria-label={t("tab.notes")}>
          {[...waiting, ...others].map((note) => (
            <NoteItem
              key={note.id}
              note={note}
              answers={page.may.includes("answer")}
              zone={edition.time_zone}
            />
          ))}
        </ul>
      )}
    </>
  );
}

interface WriteProps {
  edition: string;
  round: string | null;
  page: Supervision;
}

/** A word about the round, its draw, one team or the whole edition; or that a step was seen. */
function Write({ edition, round, page }: WriteProps) {
  const { t } = useTranslation("witness");
  const confirm = useNotePut(edition);
  const [open, setOpen] = useState(false);
  const [about, setAbout] = useState(round ? "round" : "edition");
  const slots = page.rooms.filter((room) => room.round.id === round).flatMap((room) => room.slots);
  const choices = [
    ...(round ? ["round", "draw"] : []).concat("edition").map((value) => ({
      value,
      label: t(`about.${value}`),
    })),
    ...slots.map((slot) => ({ value: slot.id, label: `${slot.entry} · ${slot.title}` })),
  ];
  const kind = about === "round" || about === "draw" || about === "edition" ? about : "slot";
  return (
    <section className="ys-card wt-write ys-noprint">
      <div className="ys-row">
        <Button
          leftSection={<IconPlus size={18} stroke={1.8} />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          data-testid="note-new"
        >
          {t("note.new")}
        </Button>
        {round && (
          <div className="wt-confirm" role="group" aria-label={t("confirm")}>
            <span className="ys-soft">{t("confirm")}</span>
            {STEPS.map((step) => (
              <Button
                key={step}
                variant="default"
                loading={confirm.isPending && confirm.variables.step === step}
                onClick={() =>
                  confirm.mutate({
                    round,
                    kind: "confirmation",
                    subject_kind: step === "draw" ? "draw" : "round",
                    subject: "",
                    step,
                    text: "",
                  })
                }
                data-testid={`confirm-${step}`}
              >
                {t(`step.${step}`)}
              </Button>
            ))}
          </div>
        )}
      </div>
      <ProblemAlert error={confirm.error} />
      {open && (
        <>
          <NativeSelect
            label={t("about")}
            value={about}
            data={choices}
            onChange={(event) => setAbout(event.currentTarget.value)}
            data-testid="note-about"
          />
          <AskForm
            edition={edition}
            about={{
              round: kind === "edition" ? null : round,
              subject_kind: kind,
              subject: kind === "slot" ? about : "",
            }}
            onDone={() => setOpen(false)}
          />
        </>
      )}
    </section>
  );
}
