import { Button, NativeSelect } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import type { ConsoleBody, ConsoleSlot, Rulebook, Seat, Verb } from "../api/types";
import { type Blocked, clockVerb, currentSlot, type NextAction } from "../state/console";
import type { ConsoleFeed } from "../state/feed";
import { PAUSES } from "./Console";
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
  busy: Verb | null;
  error: unknown;
  pause: string;
  onPause: (code: string) => void;
  onSend: (slot: ConsoleSlot, verb: Verb, code?: string) => void;
}

const TESTID: Partial<Record<Verb, string>> = { seal: "console-seal", reveal: "console-reveal" };
const HINT: Partial<Record<Verb, string>> = {
  start_scoring: "S",
  reveal: "R",
  call: "N",
  confirm: "N",
};

/** The words for why the next step has to wait. */
function useWhy(seats: Seat[]): (blocked: Blocked) => string {
  const { t } = useTranslation("org");
  const words = useWords();
  return (blocked) => {
    if (blocked.why === "missing") {
      const names = blocked.seats.map((number) => {
        const seat = seats.find((each) => each.number === number);
        return seat ? words(seat.person.name) : String(number);
      });
      return t("why.missing", { count: names.length, names: names.join(t("listComma")) });
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
        {current && <ClockControls {...props} slot={current} />}
      </div>
      <div className="errors">
        <ProblemAlert error={error} safe={t("live.safe")} />
      </div>
    </section>
  );
}

function Next({ action, seats, runs, seals, busy, onSend }: Props & { action: NextAction }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const why = useWhy(seats);
  const { slot, verb, blocked } = action;
  const allowed = verb === "seal" ? seals : runs;
  const reason = allowed ? blocked && why(blocked) : t("why.not_yours");
  return (
    <ReasonedButton
      className="og-big"
      color="ink"
      size="lg"
      hint={HINT[verb]}
      reason={reason}
      busy={busy === verb}
      onAct={() => onSend(slot, verb)}
      testid={TESTID[verb] ?? "console-next"}
      data-verb={verb}
    >
      {t(`verb.${verb}`, {
        number: String(slot.position).padStart(2, "0"),
        team: words(slot.entry.team),
      })}
    </ReasonedButton>
  );
}

function ClockControls(props: Props & { slot: ConsoleSlot }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const { slot, runs, busy, pause, onPause, onSend } = props;
  const verb = clockVerb(slot);
  if (!runs) return null;
  const team = words(slot.entry.team);
  return (
    <div className="more">
      {verb === "pause" && (
        <NativeSelect
          size="md"
          aria-label={t("pause.why")}
          value={pause}
          data={PAUSES.map((value) => ({ value, label: t(`pause.${value}`) }))}
          onChange={(event) => onPause(event.currentTarget.value)}
          data-testid="pause-code"
        />
      )}
      {verb && (
        <Button
          variant="default"
          loading={busy === verb}
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
      {slot.state === "called" &&
        (["no_show", "defer"] as const).map((aside) => (
          <ConfirmButton
            key={aside}
            variant="default"
            question={t(`ask.${aside}`, { team })}
            confirm={t(`verb.${aside}`)}
            onConfirm={() => onSend(slot, aside)}
            testid={`console-${aside}`}
          >
            {t(`verb.${aside}`)}
          </ConfirmButton>
        ))}
      {slot.state === "scoring" && (
        <Button
          variant="default"
          loading={busy === "hold"}
          onClick={() => onSend(slot, "hold")}
          data-testid="console-hold"
        >
          {t("verb.hold")}
        </Button>
      )}
    </div>
  );
}
