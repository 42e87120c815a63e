import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { Money } from "@/ui/Money";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { entrySubmit, refreshEntry } from "../api/entries";
import { Deadline } from "../components/Deadline";
import { JudgeView } from "../components/JudgeView";
import { Unsubmitted } from "../components/Unsubmitted";
import type { Task } from "../state/checklist";
import { useEntry } from "../state/context";

function Missing({ tasks }: { tasks: Task[] }) {
  const { t } = useTranslation("team");
  const { entry } = useEntry();
  return (
    <div className="ys-note warn" data-testid="submit-missing">
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{t("submit.missing", { count: tasks.length })}</strong>
        <ul>
          {tasks.map((task) => (
            <li key={task.code}>
              <Link
                to={`/team/$entry/${task.page}`}
                params={{ entry: entry.id }}
                className="tm-inline"
              >
                {t(`task.${task.code}.title`)}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Ready() {
  const { t } = useTranslation("team");
  return (
    <div className="ys-note ok">
      <IconCircleCheck size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{t("submit.ready")}</strong>
        <p>{t("submit.after")}</p>
      </div>
    </div>
  );
}

/** Sends the draft first, then submits. */
function useSubmit() {
  const { entry, autosave } = useEntry();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async () => {
    setBusy(true);
    setError(null);
    try {
      await autosave.flush();
      if (autosave.unsent) {
        await navigate({ to: "/team/$entry/form", params: { entry: entry.id } });
        return;
      }
      await entrySubmit(entry.id);
      await refreshEntry(entry.id);
      void queryClient.invalidateQueries({ queryKey: ["entries"] });
      await navigate({ to: "/team/$entry/receipt", params: { entry: entry.id } });
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, submit };
}

/** /team/:entry/submit: what is missing, what is sent, one button. */
export function Submit() {
  const { t } = useTranslation("team");
  const { entry, edition, tasks, editable, leader, draft } = useEntry();
  const navigate = useNavigate();
  const { busy, error, submit } = useSubmit();
  const missing = tasks.filter((task) => task.required && !task.done);
  const [first] = missing;
  const act = () => {
    if (!first) return void submit();
    void navigate({ to: `/team/$entry/${first.page}`, params: { entry: entry.id } });
  };
  const investment = draft.values.planned_investment;
  return (
    <Page
      title={t("step.submit")}
      sub={<Deadline at={edition.closes_at} zone={edition.time_zone} />}
      width="reading"
    >
      {!editable && <Unsubmitted />}
      <div className="ys-stack wide">
        {editable && (first ? <Missing tasks={missing} /> : <Ready />)}
        <JudgeView />
        <section className="ys-card">
          <h2>{t("submit.zoneOnly")}</h2>
          <dl className="tm-facts">
            <dt>{t("field.landing_intent")}</dt>
            <dd>{t(`landing.${draft.values.landing_intent}`)}</dd>
            <dt>{t("field.planned_investment")}</dt>
            <dd>
              <Money value={investment} />
            </dd>
          </dl>
        </section>
        <ProblemAlert error={error} safe={t("submit.safe")} />
        {editable && leader && (
          <div className="ys-row between tm-final">
            <span className="ys-small ys-muted">{first ? "" : t("submit.effect")}</span>
            <Button
              size="lg"
              loading={busy}
              variant={first ? "light" : "filled"}
              onClick={act}
              data-testid="entry-submit"
            >
              {first
                ? t("submit.fix", { what: t(`task.${first.code}.title`) })
                : entry.submitted_at
                  ? t("submit.again")
                  : t("submit.now")}
            </Button>
          </div>
        )}
        {editable && !leader && <p className="ys-soft">{t("submit.leaderOnly")}</p>}
      </div>
    </Page>
  );
}
