import {
  IconCircleCheck,
  IconCornerUpLeft,
  IconAlertTriangle,
  IconCircle,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { TruthState } from "@/ui/TruthState";
import { When } from "@/ui/When";
import { eligibilityQuery, peopleQuery, receiptsQuery } from "../api/entries";
import { Deadline } from "../components/Deadline";
import { StateChip } from "../components/StateChip";
import { SubmitLink } from "../components/SubmitLink";
import { Turns } from "../components/Turns";
import { Unsubmitted } from "../components/Unsubmitted";
import type { Task } from "../state/checklist";
import { useEntry } from "../state/context";

function TaskRow({ task }: { task: Task }) {
  const { t } = useTranslation("team");
  const { entry, editable } = useEntry();
  const Icon = task.done ? IconCircleCheck : task.required ? IconAlertTriangle : IconCircle;
  const tone = task.done ? "done" : task.required ? "missing" : "open";
  return (
    <li className="tm-task" data-testid={`task-${task.code}`} data-done={task.done}>
      <span className={`tm-mark ${tone}`}>
        <Icon size={20} stroke={1.8} aria-label={t(`mark.${tone}`)} />
      </span>
      <div className="body">
        <span className="name">{t(`task.${task.code}.title`)}</span>
        {!task.done && (
          <span className="ys-small ys-muted">
            {task.required ? t("task.required") : t("task.optional")} ·{" "}
            {t(`task.${task.code}.hint`)}
          </span>
        )}
      </div>
      {!task.done && editable && (
        <Link to={`/team/$entry/${task.page}`} params={{ entry: entry.id }} className="tm-action">
          {t("task.go")}
        </Link>
      )}
    </li>
  );
}

function Checklist() {
  const { t } = useTranslation("team");
  const { tasks, editable } = useEntry();
  const todo = tasks.filter((task) => !task.done);
  const done = tasks.filter((task) => task.done);
  return (
    <section className="ys-card">
      <h2>{todo.length > 0 ? t("todo.title", { count: todo.length }) : t("todo.all")}</h2>
      {todo.length === 0 && editable && <p className="ys-soft">{t("todo.none")}</p>}
      <ul>
        {todo.map((task) => (
          <TaskRow key={task.code} task={task} />
        ))}
      </ul>
      {done.length > 0 && (
        <details className="tm-done" open={todo.length === 0}>
          <summary>{t("todo.done", { count: done.length })}</summary>
          <ul>
            {done.map((task) => (
              <TaskRow key={task.code} task={task} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Messages() {
  const { t } = useTranslation("team");
  const { entry, edition } = useEntry();
  const submitted = entry.submitted_at !== null;
  const receipts = useQuery({ ...receiptsQuery(entry.id), enabled: submitted });
  const check = useQuery({ ...eligibilityQuery(entry.id), enabled: submitted });
  const decision = check.data?.decision;
  const latest = receipts.data?.[0];
  return (
    <section className="ys-card">
      <h2>{t("messages.title")}</h2>
      {decision && (
        <div
          className={`ys-note ${decision === "accept" ? "ok" : "warn"}`}
          data-testid="desk-decision"
        >
          {decision === "accept" ? (
            <IconCircleCheck size={20} stroke={1.8} aria-hidden />
          ) : (
            <IconCornerUpLeft size={20} stroke={1.8} aria-hidden />
          )}
          <div className="words">
            <strong>{t(`decision.${decision}`)}</strong>
            {check.data?.reason && <p>{check.data.reason}</p>}
            {check.data?.decided_at && (
              <p className="ys-small ys-muted">
                <When at={check.data.decided_at} zone={edition.time_zone} />
              </p>
            )}
          </div>
        </div>
      )}
      {latest && (
        <p className="tm-line">
          <Link to="/team/$entry/receipt" params={{ entry: entry.id }}>
            {t("messages.receipt", { number: latest.number })}
          </Link>
        </p>
      )}
      {submitted && (receipts.isPending || check.isPending) && <Waiting shape="lines" />}
      <ProblemAlert
        error={receipts.error ?? check.error}
        onRetry={() => void Promise.all([receipts.refetch(), check.refetch()])}
      />
      {!submitted && <p className="ys-soft">{t("messages.none")}</p>}
      {check.isSuccess && !decision && latest && (
        <p className="ys-small ys-muted">{t("messages.waiting")}</p>
      )}
    </section>
  );
}

function TeamCard() {
  const { t } = useTranslation("team");
  const words = useWords();
  const { entry } = useEntry();
  const people = useQuery(peopleQuery(entry.id));
  return (
    <section className="ys-card">
      <div className="ys-row between tm-cardhead">
        <h2>
          {people.data ? t("people.count", { count: people.data.length }) : t("people.title")}
        </h2>
        <Link to="/team/$entry/people" params={{ entry: entry.id }} className="tm-action">
          {t("people.manage")}
        </Link>
      </div>
      {people.isPending && <Waiting shape="lines" />}
      <ProblemAlert error={people.error} onRetry={() => void people.refetch()} />
      <ul>
        {people.data?.map((one) => (
          <li key={one.id} className="tm-line">
            {words(one.person.name)}{" "}
            <span className="ys-small ys-muted">{t(`role.${one.role}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** /team/:entry: what is missing, until when, what the organizer said. */
export function Dashboard() {
  const words = useWords();
  const { entry, edition, draft } = useEntry();
  return (
    <Page
      title={words(entry.team.name)}
      sub={
        <div className="ys-stack tm-sub">
          <span>
            {words(edition.name)}
            {entry.number && <span className="num"> · {entry.number}</span>}
          </span>
          <span className="ys-row">
            <StateChip state={entry.state} />
            <Deadline
              at={edition.closes_at}
              zone={edition.time_zone}
              open={edition.state === "open"}
            />
          </span>
        </div>
      }
      actions={
        <>
          {draft.truth && <TruthState state={draft.truth} at={draft.at} zone={edition.time_zone} />}
          <SubmitLink />
        </>
      }
    >
      <Unsubmitted action={false} />
      <div className="tm-columns">
        <Checklist />
        <div className="ys-stack wide">
          <Turns />
          <Messages />
          <TeamCard />
        </div>
      </div>
    </Page>
  );
}
