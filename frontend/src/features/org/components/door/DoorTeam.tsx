import { Button } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconSpeakerphone, IconUserCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { ProblemAlert } from "@/ui/Problem";
import { useDoor } from "../../api/door";
import type { ConsoleSlot, DoorRules } from "../../api/types";
import type { ConsoleFeed } from "../../state/feed";
import { ArriveDialog } from "./ArriveDialog";
import { LateReturn } from "./LateReturn";

interface Props {
  slot: ConsoleSlot;
  round: string;
  rules: DoorRules;
  feed: ConsoleFeed;
  zone: string;
  /** May write at the door; `proposes` may ask for a late team. */
  keeps: boolean;
  proposes: boolean;
}

/** One team at the door: what is known of it, and its next step as a big button. */
export function DoorTeam({ slot, round, rules, feed, zone, keeps, proposes }: Props) {
  const { t } = useTranslation(["door", "org"]);
  const words = useWords();
  const [asked, setAsked] = useState(false);
  const send = useDoor(slot.id, () => void feed.refresh(true));
  const { door, state } = slot;
  const team = words(slot.entry.team);
  const writes = keeps && state !== "no_show";
  const touched = door.arrived_at !== null || door.calls.length > 0;
  return (
    <li data-testid={`door-${slot.entry.number}`} data-state={state}>
      <span className="n num">{String(slot.position).padStart(2, "0")}</span>
      <div className="who">
        <h3>{team}</h3>
        <p>
          <span className="num">{slot.entry.number}</span> {slot.entry.title}
        </p>
        <DoorFacts slot={slot} rules={rules} zone={zone} />
      </div>
      {writes && (
        <div className="acts">
          {!door.arrived_at && (
            <Button
              size="md"
              leftSection={<IconUserCheck size={20} aria-hidden />}
              aria-label={t("arriveNamed", { team })}
              onClick={() => setAsked(true)}
              data-testid="door-arrive"
            >
              {t("arrive")}
            </Button>
          )}
          {door.arrived_at && !door.ready_at && (
            <Button
              size="md"
              leftSection={<IconCheck size={20} aria-hidden />}
              aria-label={t("readyNamed", { team })}
              loading={send.isPending}
              onClick={() => send.mutate({ verb: "ready" })}
              data-testid="door-ready"
            >
              {t("ready")}
            </Button>
          )}
          {!door.ready_at && door.calls.length < rules.calls && (
            <Button
              size="md"
              variant="default"
              leftSection={<IconSpeakerphone size={20} aria-hidden />}
              aria-label={t("callNamed", { team, count: door.calls.length + 1 })}
              disabled={send.isPending}
              onClick={() => send.mutate({ verb: "call" })}
              data-testid="door-call"
            >
              {t("call", { count: door.calls.length + 1 })}
            </Button>
          )}
          {touched && (
            <Button
              size="md"
              variant="subtle"
              color="ink"
              leftSection={<IconArrowBackUp size={20} aria-hidden />}
              aria-label={t("undoNamed", { team })}
              disabled={send.isPending}
              onClick={() => send.mutate({ verb: "undo" })}
              data-testid="door-undo"
            >
              {t("undo")}
            </Button>
          )}
        </div>
      )}
      {state === "no_show" && proposes && (
        <div className="acts">
          <LateReturn round={round} slot={slot} feed={feed} />
        </div>
      )}
      <div className="wide">
        <ProblemAlert error={send.error} />
      </div>
      <ArriveDialog
        team={team}
        most={rules.people}
        opened={asked}
        onClose={() => setAsked(false)}
        send={send}
      />
    </li>
  );
}

interface FactsProps {
  slot: ConsoleSlot;
  rules: DoorRules;
  zone: string;
}

/** In words: arrived with how many, called how often and when last, ready. */
export function DoorFacts({ slot, rules, zone }: FactsProps) {
  const { t } = useTranslation(["door", "org"]);
  const { door, state } = slot;
  const last = door.calls.at(-1);
  return (
    <p className="facts" data-testid="door-facts">
      {state === "no_show" && <span className="ys-chip bad">{t("org:slot.no_show")}</span>}
      {slot.returned && <span className="ys-chip warn">{t("returned")}</span>}
      {state === "called" && <span className="ys-chip brand">{t("onStage")}</span>}
      {door.ready_at ? (
        <span className="ys-chip ok">{t("isReady", { at: clockIn(zone, door.ready_at) })}</span>
      ) : door.arrived_at ? (
        <span className="ys-chip brand">
          {t("arrived", { at: clockIn(zone, door.arrived_at) })}
        </span>
      ) : (
        <span className="ys-chip">{t("absent")}</span>
      )}
      {last && (
        <span className={door.calls.length >= rules.calls ? "ys-chip bad" : "ys-chip warn"}>
          {t("called", { count: door.calls.length, at: clockIn(zone, last) })}
        </span>
      )}
      {door.people !== null && (
        <span className="ys-small ys-soft">{t("people", { count: door.people })}</span>
      )}
      {door.speaker_is_member === false && (
        <span className="alien ys-small">
          <b>{t("alien")}</b> {door.note}
        </span>
      )}
      {door.speaker_is_member && door.note && <span className="alien ys-small">{door.note}</span>}
    </p>
  );
}
