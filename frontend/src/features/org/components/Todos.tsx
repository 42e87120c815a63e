import { Button } from "@mantine/core";
import {
  IconAlertTriangle,
  IconClock,
  IconDeviceTvOff,
  IconHandStop,
  IconLockOpen,
  IconPencil,
  IconSignature,
  IconUserQuestion,
  IconUsers,
  IconWifiOff,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useNow } from "@/ui/When";
import type { ConsoleBody, ConsoleSlot, Seat, Todo, TodoKind } from "../api/types";
import { currentSlot, heldSlots, missingSeats, unsignedSeats } from "../state/console";
import { partLate } from "../state/sessions";
import type { AlternateFor } from "../state/alternates";
import type { ConsoleFeed } from "../state/feed";
import { AlternateLink } from "./AlternateLink";
import { placePath } from "./Frame";
import { Running } from "./Matrix";

const ICONS: Record<TodoKind, typeof IconClock> = {
  offline: IconWifiOff,
  missing: IconUserQuestion,
  idle: IconClock,
  late: IconAlertTriangle,
  call: IconHandStop,
  correction: IconLockOpen,
  override: IconUsers,
  screen: IconDeviceTvOff,
};
const TONES: Partial<Record<TodoKind, string>> = {
  offline: "warn",
  missing: "warn",
  screen: "warn",
  late: "bad",
  call: "bad",
  correction: "brand",
  override: "brand",
};
/** Kinds that the desk of devices helps with. */
const DESK: ReadonlySet<TodoKind> = new Set(["offline", "missing", "screen"]);
/** Kinds in which a judge may have left for good. */
const GONE: ReadonlySet<TodoKind> = new Set(["offline", "missing"]);
/** Kinds whose time runs on beside the name. */
const RUNS: ReadonlySet<TodoKind> = new Set(["offline", "screen"]);

/** Codes that have a text of their own. */
const TEXTS: Record<string, string> = { page: "page", late: "late" };

interface Props {
  feed: ConsoleFeed;
  body: ConsoleBody;
  seats: Seat[];
  slug: string;
  mayRun: boolean;
  onResume: (slot: ConsoleSlot) => void;
  onAnswer: (call: string) => void;
  alternateFor: AlternateFor | null;
  /** Opens a judge's request; null for who sees none. */
  onCorrection: ((correction: string) => void) | null;
  /** Opens what came late for a sheet; null for who sees none. */
  onLate: ((sheet: string) => void) | null;
  /** Opens what waits for a second person; null for who sees none. */
  onOverride: ((slot: string) => void) | null;
}

/** Only what a person has to do now. */
export function Todos(props: Props) {
  const { feed, body, seats, slug, mayRun, onResume, onAnswer, onCorrection, onLate, onOverride } =
    props;
  const { t } = useTranslation("org");
  const words = useWords();
  useNow(1000);
  const now = feed.clock.time();
  const current = currentSlot(body);
  const due = body.todos.filter((todo) => Date.parse(todo.from) <= now);
  const told = new Set(due.map(({ seat }) => seat));
  const over = current?.state === "scoring" && current.clock !== null && !body.session;
  const missing = over ? missingSeats(current).filter((seat) => !told.has(seat)) : [];
  const held = heldSlots(body);
  const name = (number: number | null) =>
    words(seats.find((seat) => seat.number === number)?.person.name) || String(number ?? "");
  const nameOf = (todo: Todo) => (todo.kind === "screen" ? todo.name : name(todo.seat));
  const part = partLate(body);
  const count = due.length + missing.length + held.length + (part ? 1 : 0);
  return (
    <section className="todos" aria-label={t("todo.title")}>
      <div className="h">
        <h2>{t("todo.title")}</h2>
        <span className="num">{count}</span>
      </div>
      {count === 0 && <p className="none">{t("todo.none")}</p>}
      <ul className="og-todo">
        {part && (
          <Item
            testid="todo-session"
            icon={IconSignature}
            tone="bad"
            title={t("todo.session", { number: part.number })}
            text={t("todo.session.text", {
              names: unsignedSeats(part).map(name).join(t("todo.and")),
            })}
          />
        )}
        {due.map((todo) => (
          <Item
            key={todo.id}
            testid={`todo-${todo.kind}`}
            icon={ICONS[todo.kind]}
            tone={TONES[todo.kind]}
            title={<Title todo={todo} name={nameOf(todo)} feed={feed} />}
            text={t(`todo.${todo.kind}.${TEXTS[todo.code] ?? "text"}`, {
              count: todo.count,
              team: words(body.slots.find(({ id }) => id === todo.slot)?.entry.team),
              filled: filledOf(body, todo),
            })}
          >
            {todo.kind === "call" && (
              <Button
                color="ink"
                size="sm"
                onClick={() => onAnswer(todo.id)}
                data-testid="call-answer"
              >
                {t("todo.answer")}
              </Button>
            )}
            {todo.kind === "correction" && onCorrection && (
              <Button
                variant="default"
                size="sm"
                onClick={() => onCorrection(todo.id)}
                data-testid="correction-open"
              >
                {t("todo.correction.open")}
              </Button>
            )}
            {todo.kind === "late" && onLate && (
              <Button
                variant="default"
                size="sm"
                onClick={() => onLate(todo.id)}
                data-testid="late-open"
              >
                {t("todo.late.open")}
              </Button>
            )}
            {todo.kind === "override" && onOverride && (
              <Button
                variant="default"
                size="sm"
                onClick={() => onOverride(todo.slot ?? "")}
                data-testid="override-open"
              >
                {t("todo.override.open")}
              </Button>
            )}
            {GONE.has(todo.kind) && <Replace {...props} number={todo.seat} />}
            {DESK.has(todo.kind) && (
              <Link className="act" to={placePath(slug, "devices")}>
                {t("todo.devices")}
              </Link>
            )}
          </Item>
        ))}
        {missing.map((number) => (
          <Item
            key={number}
            testid="todo-unsigned"
            icon={IconPencil}
            title={name(number)}
            text={t("todo.unsigned", {
              filled: current?.sheets.find(({ seat }) => seat === number)?.filled ?? 0,
            })}
          />
        ))}
        {held.map((slot) => (
          <Item
            key={slot.id}
            testid="todo-held"
            icon={IconClock}
            title={words(slot.entry.team)}
            text={t("todo.held")}
          >
            {mayRun && (
              <Button variant="default" size="sm" onClick={() => onResume(slot)}>
                {t("todo.resume")}
              </Button>
            )}
          </Item>
        ))}
      </ul>
    </section>
  );
}

/** Somebody may have left for good: an alternate takes the seat. */
function Replace({ seats, number, alternateFor }: Props & { number: number | null }) {
  const seat = seats.find((each) => each.number === number);
  return seat && alternateFor ? <AlternateLink seat={seat} way={alternateFor(seat)} /> : null;
}

const filledOf = (body: ConsoleBody, todo: Todo) =>
  body.slots.find(({ id }) => id === todo.slot)?.sheets.find(({ seat }) => seat === todo.seat)
    ?.filled ?? 0;

function Title({ todo, name, feed }: { todo: Todo; name: string; feed: ConsoleFeed }) {
  const { t } = useTranslation("org");
  return (
    <>
      {t(`todo.${todo.kind}`, { name, count: todo.count })}
      {todo.kind === "call" && ` · ${t(`callFor.${todo.code}`)}`}{" "}
      {RUNS.has(todo.kind) && <Running since={todo.at} feed={feed} />}
    </>
  );
}

interface ItemProps {
  icon: typeof IconClock;
  tone?: string;
  title: ReactNode;
  text: string;
  testid: string;
  children?: ReactNode;
}

function Item({ icon: Icon, tone = "", title, text, testid, children }: ItemProps) {
  return (
    <li data-testid={testid}>
      <Icon size={20} stroke={1.8} className={tone} aria-hidden />
      <div>
        <b>{title}</b>
        <p>{text}</p>
        {children && <div className="acts">{children}</div>}
      </div>
    </li>
  );
}
