import { Button, Menu } from "@mantine/core";
import {
  IconArrowBackUp,
  IconCheck,
  IconDots,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import type { ConsoleBody, ConsoleSlot, Rulebook, Seat, Verb } from "../api/types";
import type { Busy } from "../state/commands";
import {
  type Blocked,
  clockVerb,
  currentSlot,
  type NextAction,
  nextTeam,
  type Pressed,
} from "../state/console";
import type { ConsoleFeed } from "../state/feed";
import { useNames } from "../state/names";
import { duePart } from "../state/sessions";
import { PAUSES } from "./Console";
import { NoShow } from "./NoShow";
import { Phases, Timer } from "./Timer";

interface Props {
  feed: ConsoleFeed;
  body: ConsoleBody;
  action: NextAction | null;
  timing: Rulebook["timing"];
  seats: Seat[];
  /** May run the room; `seals`: may at least seal. */
  runs: boolean;
  seals: boolean;
  busy: Busy | null;
  error: unknown;
  pause: string;
  onPause: (code: string) => void;
  onSend: (slot: ConsoleSlot, verb: Verb, code?: string) => void;
  onVerb: (pressed: Extract<Pressed, { act: "verb" }>) => void;
  onUndo: () => void;
}

const TESTID: Partial<Record<Verb, string>> = {
  seal: "console-seal",
  seal_session: "console-seal",
  reveal: "console-reveal",
};
const HINT: Partial<Record<Verb, string>> = {
  start_scoring: "S",
  seal: "R",
  seal_session: "R",
  reveal: "R",
  call: "N",
};

/** The words for why the next step has to wait. */
function useWhy(seats: Seat[]): (blocked: Blocked) => string {
  const { t } = useTranslation("org");
  const names = useNames(seats);
  return (blocked) => {
    if (blocked.why === "missing") {
      return t("why.missing", { count: blocked.seats.length, names: names(blocked.seats) });
    }
    if (blocked.why === "too_few") return t("why.too_few", { ...blocked });
    return t(`why.${blocked.why}`);
  };
}

/** What there is to say when no step is left. */
function restKey({ slots, round }: ConsoleBody): string {
  if (slots.length === 0) return "live.noOrder";
  return round.state === "open" ? "live.through" : "why.round_closed";
}

/** The team on stage, its clock, and the one next step as a big button. */
export function Stage(props: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const { feed, body, action, timing, error } = props;
  const current = currentSlot(body);
  return (
    <section className="stage" aria-label={t("live.stage")}>
      <div className="who">
        {current ? (
          <>
            <h2>
              <span className="num">{String(current.position).padStart(2, "0")}</span>
              {words(current.entry.team)}
            </h2>
            <p>
              {current.entry.title} · <span className="num">{current.entry.number}</span>
            </p>
          </>
        ) : (
          <>
            <h2>{t("live.nobody")}</h2>
            <p>{t("live.nobodyWhy")}</p>
          </>
        )}
      </div>
      {current && <Timer slot={current} feed={feed} />}
      <Phases slot={current} timing={timing} feed={feed} />
      <div className="ctl">
        {action ? <Next {...props} action={action} /> : <p>{t(restKey(body))}</p>}
        {action?.beside && <Next {...props} action={action.beside} beside />}
        {current && props.runs && <ClockControls {...props} slot={current} />}
        {props.runs && <Steps {...props} />}
      </div>
      <div className="errors">
        <ProblemAlert error={error} safe={t("live.safe")} />
      </div>
    </section>
  );
}

interface NextProps extends Props {
  action: NextAction;
  /** The second of two: what may come as well. */
  beside?: boolean;
}

function Next({ body, action, beside, seats, runs, seals, busy, onSend }: NextProps) {
  const { t } = useTranslation("org");
  const words = useWords();
  const why = useWhy(seats);
  const { slot, verb, blocked } = action;
  const allowed = verb === "seal" || verb === "seal_session" ? seals : runs;
  const reason = allowed ? blocked && why(blocked) : t("why.not_yours");
  const part = verb === "seal_session" ? duePart(body) : undefined;
  const behind = verb === "reveal" && slot.id !== body.current;
  return (
    <ReasonedButton
      color="ink"
      variant={beside ? "default" : undefined}
      size="md"
      hint={HINT[verb]}
      reason={reason}
      busy={busy === verb}
      onAct={() => onSend(slot, verb)}
      testid={TESTID[verb] ?? "console-next"}
      data-verb={verb}
    >
      {t(part ? "verb.seal_part" : behind ? "verb.revealBehind" : `verb.${verb}`, {
        session: part?.number,
        number: String(slot.position).padStart(2, "0"),
        team: words(slot.entry.team),
        count: body.session?.due ?? 1,
      })}
    </ReasonedButton>
  );
}

type Sloted = Props & { slot: ConsoleSlot };

function ClockControls(props: Sloted) {
  const { t } = useTranslation("org");
  const { slot, busy, pause, onSend } = props;
  const verb = clockVerb(slot);
  return (
    <div className="more">
      {verb && (
        <Button
          variant="default"
          aria-busy={busy === verb || undefined}
          leftSection={
            verb === "pause" ? <IconPlayerPause size={18} /> : <IconPlayerPlay size={18} />
          }
          onClick={() => onSend(slot, verb, verb === "pause" ? pause : undefined)}
          data-testid={`console-${verb}`}
        >
          {t(`verb.${verb}`)}
          <kbd className="ys-kbd">{t("keys.space")}</kbd>
        </Button>
      )}
      {verb && (
        <Button
          variant="default"
          onClick={() => onSend(slot, "extend")}
          data-testid="console-extend"
        >
          {t("verb.extend")}
        </Button>
      )}
      <More {...props} timed={verb !== null} />
    </div>
  );
}

/** What is done now and then: a shorter clock, the phase anew, a team that does not pitch. */
function More({ body, feed, slot, timed, pause, onPause, onSend }: Sloted & { timed: boolean }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const team = words(slot.entry.team);
  return (
    <>
      {slot.state === "called" && (
        <>
          <NoShow
            body={body}
            slot={slot}
            feed={feed}
            onSend={(code) => onSend(slot, "no_show", code)}
          />
          <ConfirmButton
            variant="default"
            question={t("ask.defer", { team })}
            confirm={t("verb.defer")}
            onConfirm={() => onSend(slot, "defer")}
            testid="console-defer"
          >
            {t("verb.defer")}
          </ConfirmButton>
        </>
      )}
      {timed && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              px={12}
              aria-label={t("live.more")}
              data-testid="console-more"
            >
              <IconDots size={20} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(["shorten", "restart", ...(slot.state === "scoring" ? ["hold"] : [])] as Verb[]).map(
              (verb) => (
                <Menu.Item
                  key={verb}
                  onClick={() => onSend(slot, verb)}
                  data-testid={`console-${verb}`}
                >
                  {t(`verb.${verb}`)}
                </Menu.Item>
              ),
            )}
            <Menu.Divider />
            <Menu.Label>{t("pause.why")}</Menu.Label>
            {PAUSES.map((code) => (
              <Menu.Item
                key={code}
                role="menuitemradio"
                aria-checked={code === pause}
                leftSection={<IconCheck size={16} opacity={code === pause ? 1 : 0} aria-hidden />}
                onClick={() => onPause(code)}
                data-testid={`pause-${code}`}
              >
                {t(`pause.${code}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

/** Back and on: the last step taken back, the next team called. */
function Steps({ body, action, busy, onUndo, onVerb }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const { undo } = body;
  const next = action?.verb === "call" ? null : nextTeam(body);
  if (!undo && !next) return null;
  return (
    <div className="steps">
      {undo && (
        <Button
          variant="subtle"
          color="ink"
          aria-busy={busy === "undo" || undefined}
          leftSection={<IconArrowBackUp size={18} aria-hidden />}
          aria-keyshortcuts="Z U"
          title={t("undo.what", { what: t(`move.${undo.verb}`), by: words(undo.by) })}
          aria-label={t("undo.what", { what: t(`move.${undo.verb}`), by: words(undo.by) })}
          onClick={onUndo}
          data-testid="console-undo"
        >
          {t("undo.do")}
        </Button>
      )}
      {next && (
        <Button
          variant="default"
          leftSection={<IconPlayerSkipForward size={18} aria-hidden />}
          onClick={() => onVerb({ act: "verb", slot: next, verb: "call" })}
          data-testid="next-team"
        >
          {t("verb.nextTeam")}
          <kbd className="ys-kbd">N</kbd>
        </Button>
      )}
    </div>
  );
}
