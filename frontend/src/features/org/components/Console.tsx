import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { slotCommand } from "../api/command";
import type { ConsoleBody, ConsoleSlot, Rulebook, Seat, Verb } from "../api/types";
import { currentSlot, keyVerb, nextAction } from "../state/console";
import type { ConsoleFeed } from "../state/feed";
import { useKeys, useKeysOn } from "../state/keys";
import { KeysCard } from "./KeysCard";
import { Matrix } from "./Matrix";
import { RoundCard } from "./RoundCard";
import { RunningOrder } from "./RunningOrder";
import { Stage } from "./Stage";
import { TodoCard } from "./TodoCard";

export const PAUSES = ["technical", "network", "team", "panel", "other"] as const;

interface Props {
  feed: ConsoleFeed;
  body: ConsoleBody;
  rulebook: Rulebook;
  seats: Seat[];
  zone: string;
  roles: Set<string>;
}

/** Sends commands one at a time; nothing on screen changes before the server has answered. */
function useCommands(feed: ConsoleFeed) {
  const [busy, setBusy] = useState<Verb | null>(null);
  const [error, setError] = useState<unknown>(null);
  const send = useCallback(
    async (slot: ConsoleSlot, verb: Verb, code?: string) => {
      setBusy(verb);
      setError(null);
      try {
        await slotCommand(slot.id, verb, code);
      } catch (problem) {
        setError(problem);
      } finally {
        await feed.refresh();
        setBusy(null);
      }
    },
    [feed],
  );
  return { busy, error, send };
}

/** Three columns: the running order, the stage with the judges' progress, what people must do. */
export function Console({ feed, body, rulebook, seats, roles }: Props) {
  const { t } = useTranslation("org");
  const { busy, error, send } = useCommands(feed);
  const [keysOn, setKeysOn] = useKeysOn();
  const [pause, setPause] = useState<string>(PAUSES[0]);
  const action = nextAction(body, rulebook.panel.minimum_sheets);
  const current = currentSlot(body);
  const runs = roles.has("organizer") || roles.has("timekeeper");
  const act = useCallback(
    (key: string) => {
      const verb = keyVerb(key, body, action);
      if (!verb || verb === busy) return false;
      const slot = verb === "pause" || verb === "resume" ? current : action?.slot;
      if (!slot) return false;
      void send(slot, verb, verb === "pause" ? pause : undefined);
      return true;
    },
    [body, action, busy, current, pause, send],
  );
  useKeys(keysOn && runs, act);
  return (
    <div className="og-console">
      <RunningOrder body={body} />
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
          onSend={(slot, verb, code) => void send(slot, verb, code)}
        />
        <Matrix
          slot={current}
          seats={seats}
          criteria={rulebook.criteria.length}
          minimum={rulebook.panel.minimum_sheets}
        />
      </div>
      <aside className="side" aria-label={t("todo.title")}>
        <RoundCard
          body={body}
          mayRun={roles.has("organizer") || roles.has("scorekeeper")}
          onDone={() => void feed.refresh(true)}
        />
        <TodoCard
          body={body}
          seats={seats}
          onResume={(slot) => void send(slot, "start_scoring")}
          mayRun={runs}
        />
        {runs && <KeysCard on={keysOn} onChange={setKeysOn} />}
      </aside>
    </div>
  );
}
