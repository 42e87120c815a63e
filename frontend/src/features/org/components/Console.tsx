import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { ConsoleBody, Rulebook, Seat } from "../api/types";
import { alternateWay } from "../state/alternates";
import { useCommands } from "../state/commands";
import {
  currentSlot,
  fewest,
  keyPress,
  missingSeats,
  nextAction,
  type Pressed,
} from "../state/console";
import type { ConsoleFeed } from "../state/feed";
import { useKeys, useKeysOn } from "../state/keys";
import { useNames } from "../state/names";
import { revealing } from "../state/reveal";
import { placePath } from "./Frame";
import { KeysHelp } from "./KeysHelp";
import { Matrix } from "./Matrix";
import { Notes } from "./Notes";
import { Program } from "./Program";
import { RoundCard } from "./RoundCard";
import { CorrectionDialog } from "./corrections/CorrectionDialog";
import { IncidentsCard } from "./incidents/IncidentsCard";
import { LateDialog } from "./late/LateDialog";
import { OverrideDialog } from "./overrides/OverrideDialog";
import { RunningOrder } from "./RunningOrder";
import { SessionCounts } from "./SessionCounts";
import { Stage } from "./Stage";
import { Todos } from "./Todos";
import "../console.css";

export const PAUSES = ["technical", "network", "team", "panel", "other"] as const;

/** Who sees what judges want corrected; what each may decide the server says. */
const DECIDERS = ["organizer", "scorekeeper", "verifier", "witness"];

interface Props {
  feed: ConsoleFeed;
  body: ConsoleBody;
  rulebook: Rulebook;
  seats: Seat[];
  /** Teams of other rooms that keep the round from closing. */
  elsewhere: number;
  zone: string;
  roles: Set<string>;
  /** The edition as the address names it. */
  slug: string;
}

/** Three columns: the running order, the stage with the judges' progress, the hall's screen. */
export function Console({ feed, body, rulebook, seats, elsewhere, zone, roles, slug }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const commands = useCommands(feed, body);
  const { busy, error, note, send, undo, cue, answer, again } = commands;
  const names = useNames(seats);
  const [keysOn, setKeysOn] = useKeysOn();
  const [help, setHelp] = useState(false);
  const [pause, setPause] = useState<string>(PAUSES[0]);
  const [first, setFirst] = useState(false);
  const [correction, setCorrection] = useState<string | null>(null);
  const [late, setLate] = useState<string | null>(null);
  const [override, setOverride] = useState<string | null>(null);
  const sees = DECIDERS.some((each) => roles.has(each));
  const minimum = fewest(rulebook);
  const alternateFor = alternateWay(placePath(slug, "panel"), seats, roles.has("organizer"));
  const action = nextAction(body, minimum);
  const current = currentSlot(body);
  const runs = roles.has("organizer") || roles.has("timekeeper");
  const reveal = useCallback(() => {
    const next = revealing(body, minimum);
    if (!next || next.do === "done" || next.do === "wait") return false;
    if (next.do === "step" || next.do === "cue") void cue({ verb: "step", step: next.step });
    else if (next.do === "take") void cue({ verb: "take", scene: "reveal" });
    else if (next.do === "confirm") void send(next.slot, "confirm");
    else if (next.missing.length > 0) again("R", names(next.missing));
    // A card is missing for good (a judge is recused): a second R within two seconds.
    else if (!next.short || again("R", "")) void send(next.slot, next.do);
    return true;
  }, [body, minimum, cue, again, names, send]);
  const verb = useCallback(
    (pressed: Extract<Pressed, { act: "verb" }>) => {
      // Where a session is signed at once nobody has signed yet when the next team is called.
      const waits = current?.state === "scoring" && !body.session;
      const missing = waits ? missingSeats(current) : [];
      if (pressed.verb === "call" && missing.length > 0 && !again("N", names(missing))) return;
      void send(pressed.slot, pressed.verb, pressed.verb === "pause" ? pause : undefined);
    },
    [body.session, current, again, names, send, pause],
  );
  const act = useCallback(
    (key: string) => {
      const pressed = keyPress(key, body);
      if (!pressed) return false;
      if (pressed.act === "help") setHelp(true);
      else if (!runs || busy) return false;
      else if (pressed.act === "verb") verb(pressed);
      else if (pressed.act === "reveal") return reveal();
      else if (pressed.act === "undo") void undo();
      else if (pressed.act === "black") void cue({ verb: "black" });
      else void cue({ verb: first ? "preview" : "take", scene: pressed.scene });
      return true;
    },
    [body, runs, busy, verb, reveal, undo, cue, first],
  );
  useKeys(keysOn, act);
  return (
    <div className="og-console" data-testid="console" data-busy={busy ?? undefined}>
      <RunningOrder body={body} timing={rulebook.timing} feed={feed} zone={zone} runs={runs} />
      <div className="mid">
        <Stage
          feed={feed}
          body={body}
          action={action}
          timing={rulebook.timing}
          seats={seats}
          runs={runs}
          seals={runs || roles.has("scorekeeper")}
          busy={busy}
          error={error}
          pause={pause}
          onPause={setPause}
          onSend={(slot, name, code) => void send(slot, name, code)}
          onVerb={verb}
          onUndo={() => void undo()}
        />
        <Matrix
          slot={current}
          body={body}
          seats={seats}
          criteria={rulebook.criteria}
          minimum={minimum}
          zone={zone}
          feed={feed}
          alternateFor={alternateFor}
        />
        {body.session && (
          <SessionCounts body={body} session={body.session} seats={seats} zone={zone} />
        )}
      </div>
      <aside className="side" aria-label={t("screen.title")}>
        {body.round.state !== "open" && (
          <RoundCard
            body={body}
            elsewhere={elsewhere}
            mayRun={roles.has("organizer") || roles.has("scorekeeper")}
            onDone={() => void feed.refresh(true)}
          />
        )}
        <Program
          feed={feed}
          body={body}
          minimum={minimum}
          names={names}
          runs={runs}
          busy={busy}
          error={error}
          first={first}
          onFirst={setFirst}
          onCue={(asking) => void cue(asking)}
          onReveal={reveal}
          onOverride={sees ? setOverride : null}
        />
        <Todos
          feed={feed}
          body={body}
          seats={seats}
          slug={slug}
          mayRun={runs}
          alternateFor={alternateFor}
          onResume={(slot) => void send(slot, "start_scoring")}
          onAnswer={(call) => void answer(call)}
          onCorrection={sees ? setCorrection : null}
          onLate={sees ? setLate : null}
          onOverride={sees ? setOverride : null}
        />
        {body.round.state === "open" && (
          <RoundCard
            body={body}
            elsewhere={elsewhere}
            mayRun={roles.has("organizer") || roles.has("scorekeeper")}
            onDone={() => void feed.refresh(true)}
          />
        )}
        <IncidentsCard
          round={body.round.id}
          zone={zone}
          room={{
            id: body.room.id,
            turns: body.slots.map(({ id, entry }) => ({
              slot: id,
              name: `${entry.number} ${words(entry.team)}`,
            })),
          }}
        />
      </aside>
      <CorrectionDialog
        round={body.round.id}
        rulebook={rulebook}
        zone={zone}
        asked={correction}
        onClose={() => setCorrection(null)}
      />
      <LateDialog
        round={body.round.id}
        rulebook={rulebook}
        zone={zone}
        sheet={late}
        onClose={() => setLate(null)}
      />
      <OverrideDialog
        round={body.round.id}
        rulebook={rulebook}
        zone={zone}
        feed={feed}
        names={names}
        proposes={roles.has("organizer")}
        slot={body.slots.find(({ id }) => id === override) ?? null}
        onClose={() => setOverride(null)}
      />
      <KeysHelp
        opened={help}
        onClose={() => setHelp(false)}
        onOpen={() => setHelp(true)}
        on={keysOn}
        onChange={setKeysOn}
      />
      <Notes note={note} words={words} />
    </div>
  );
}
