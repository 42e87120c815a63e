import { Button, TextInput } from "@mantine/core";
import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { offerUndo } from "@/ui/undo";
import { When } from "@/ui/When";
import { type CheckAnswer, useCheckSet } from "../api/check";
import type { Check, Project } from "../api/types";
import { ZONE } from "../state/clock";

const OPEN_IN = ["lead", "screening"];

/** The six questions of screening; each answer has a note and can be taken back. */
export function ChecksCard({ project }: { project: Project }) {
  const { t } = useTranslation("zone");
  const set = useCheckSet(project.id);
  const done = project.checks.filter((check) => check.done).length;
  const words = useWords();
  const change = (check: Check, answer: CheckAnswer) => {
    const before = { code: check.code, done: check.done, note: check.note };
    set.mutate(answer, {
      onSuccess: () => {
        const said = answer.done ? "checks.saidDone" : "checks.saidOpen";
        offerUndo(t(said, { name: words(check.name) }), () => set.mutateAsync(before));
      },
    });
  };
  const editable = project.may_change && OPEN_IN.includes(project.stage);
  if (project.checks.length === 0) return null;
  return (
    <section className="ys-card" id="checks" data-testid="checks">
      <div className="ys-row between">
        <h2>{t("checks.title")}</h2>
        <span className={done === project.checks.length ? "ys-chip ok" : "ys-chip"}>
          <span className="num">
            {done}/{project.checks.length}
          </span>
        </span>
      </div>
      {!editable && <p className="ys-small ys-muted">{t("checks.fixed")}</p>}
      <ul className="zn-checks">
        {project.checks.map((check) => (
          <CheckRow
            key={check.code}
            check={check}
            editable={editable}
            onSet={(answer) => change(check, answer)}
          />
        ))}
      </ul>
      <ProblemAlert error={set.error} safe={t("checks.safe")} />
    </section>
  );
}

interface RowProps {
  check: Check;
  editable: boolean;
  onSet: (answer: CheckAnswer) => void;
}

function CheckRow({ check, editable, onSet }: RowProps) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const [note, setNote] = useState(check.note);
  const name = words(check.name);
  return (
    <li data-testid={`check-${check.code}`} data-done={check.done}>
      {check.done ? (
        <IconCircleCheckFilled size={24} className="yes" aria-hidden />
      ) : (
        <IconCircle size={24} stroke={1.6} className="no" aria-hidden />
      )}
      <div className="what">
        <b>{name}</b>
        {check.done && (
          <small>
            {check.note && <span>{check.note}</span>}
            <span className="ys-muted">
              {words(check.done_by?.name)}{" "}
              {check.done_at && <When at={check.done_at} zone={ZONE} plain />}
            </span>
          </small>
        )}
        {!check.done && editable && (
          <TextInput
            aria-label={t("checks.noteFor", { name })}
            placeholder={t("checks.note")}
            value={note}
            maxLength={300}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
        {!check.done && !editable && <small>{t("checks.open")}</small>}
      </div>
      {editable && (
        <Button
          variant={check.done ? "subtle" : "default"}
          aria-label={
            check.done ? t("checks.undoNamed", { name }) : t("checks.doneNamed", { name })
          }
          onClick={() =>
            onSet({ code: check.code, done: !check.done, note: check.done ? "" : note.trim() })
          }
        >
          {check.done ? t("checks.undo") : t("checks.done")}
        </Button>
      )}
    </li>
  );
}
