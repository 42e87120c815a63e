import { Button, Checkbox } from "@mantine/core";
import { IconLock, IconTrophy, IconUsers } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { CeremonyState, ConsoleBody, Cue, Scene } from "../api/types";
import type { Busy } from "../state/commands";
import { KEY_SCENES, sealShort } from "../state/console";
import { type Revealing, revealing } from "../state/reveal";
import type { ConsoleFeed } from "../state/feed";
import { Ceremony } from "./Ceremony";
import { HallLights, HallMessage } from "./HallExtras";
import { Miniature } from "./Miniature";

interface Props {
  feed: ConsoleFeed;
  body: ConsoleBody;
  minimum: number;
  names: (numbers: number[]) => string;
  runs: boolean;
  busy: Busy | null;
  error: unknown;
  /** Whether a scene is prepared first and taken with a second press. */
  first: boolean;
  onFirst: (first: boolean) => void;
  onCue: (cue: Cue) => void;
  onReveal: () => void;
  /** Offers to seal without the missing judges; null for who has no part in it. */
  onOverride: ((slot: string) => void) | null;
}

/** What the hall sees, and the buttons that change it. */
export function Program(props: Props) {
  const { t } = useTranslation("org");
  const { feed, body, runs, busy, error, first, onFirst, onCue } = props;
  const { program, preview, follow } = body.screen;
  const black = program.scene === "black";
  return (
    <section className="air" aria-label={t("screen.title")}>
      <div className="h">
        <h2>{t("screen.onAir")}</h2>
        <button
          type="button"
          className="black"
          aria-pressed={black}
          disabled={!runs}
          onClick={() => onCue({ verb: "black" })}
          data-testid="scene-black"
        >
          <kbd className="ys-kbd">B</kbd> {t(black ? "screen.light" : "scene.black")}
        </button>
      </div>
      <Miniature picture={program} body={body} feed={feed} air />
      {preview && (
        <div className="ready">
          <Miniature picture={preview} body={body} feed={feed} />
          <Button
            color="ink"
            disabled={!runs}
            onClick={() => onCue({ verb: "take" })}
            data-testid="scene-take"
          >
            {t("screen.take")}
          </Button>
        </div>
      )}
      <div className="pv">
        {KEY_SCENES.map((scene, index) => (
          <SceneButton
            key={scene}
            scene={scene}
            hint={index + 1}
            on={program.scene === scene}
            runs={runs}
            onPress={() => onCue({ verb: first ? "preview" : "take", scene })}
          />
        ))}
        <SceneButton
          scene="judging"
          on={program.scene === "judging"}
          runs={runs}
          onPress={() => onCue({ verb: first ? "preview" : "take", scene: "judging" })}
        />
        <Reveal {...props} />
      </div>
      <Ceremony
        body={body}
        runs={runs}
        busy={busy !== null}
        error={error}
        first={first}
        onCue={onCue}
      />
      {runs && <HallMessage first={first} onCue={onCue} />}
      {runs && (
        <div className="modes">
          <Checkbox
            label={t("screen.first")}
            checked={first}
            onChange={(event) => onFirst(event.currentTarget.checked)}
            data-testid="scene-first"
          />
          <Checkbox
            label={t("screen.follow")}
            checked={follow}
            onChange={() => onCue({ verb: follow ? "unfollow" : "follow" })}
            data-testid="scene-follow"
          />
          <HallLights body={body} onDone={() => void feed.refresh()} />
        </div>
      )}
    </section>
  );
}

interface SceneProps {
  scene: Scene;
  hint?: number;
  on: boolean;
  runs: boolean;
  onPress: () => void;
}

function SceneButton({ scene, hint, on, runs, onPress }: SceneProps) {
  const { t } = useTranslation("org");
  return (
    <button
      type="button"
      aria-pressed={on}
      disabled={!runs}
      onClick={onPress}
      aria-keyshortcuts={hint ? String(hint) : undefined}
      data-testid={`scene-${scene}`}
    >
      {t(`scene.${scene}`)}
    </button>
  );
}

/** Locked with its reason, then sealing, revealing, and the steps on the screen one by one. */
function Reveal({ body, minimum, names, runs, busy, onReveal, onOverride }: Props) {
  const { t } = useTranslation(["org", "overrides"]);
  const next = revealing(body, minimum);
  const missing = next && "missing" in next ? next.missing : [];
  const locked = !next || next.do === "done" || next.do === "wait" || missing.length > 0;
  const short = next?.do === "seal" && sealShort(next.slot, minimum) ? next.slot : null;
  return (
    <>
      <button
        type="button"
        className={locked ? "rev locked" : "rev"}
        aria-disabled={locked || !runs || busy !== null || undefined}
        title={missing.length > 0 ? names(missing) : undefined}
        onClick={() => runs && busy === null && onReveal()}
        data-testid="reveal"
        data-do={next?.do}
        data-locked={locked || undefined}
      >
        {locked ? (
          <IconLock size={16} stroke={2} aria-hidden />
        ) : (
          <IconTrophy size={18} aria-hidden />
        )}
        <span>{revealWords(t, body, next)}</span>
        {!locked && <kbd className="ys-kbd">R</kbd>}
        {missing.length > 0 && <span className="vh">{names(missing)}</span>}
      </button>
      {short && onOverride && (
        <button
          type="button"
          className="without"
          onClick={() => onOverride(short.id)}
          data-testid="override-offer"
        >
          <IconUsers size={16} stroke={2} aria-hidden />
          <span>{t(short.override ? "overrides:waiting" : "overrides:offer")}</span>
          {missing.length > 0 && <small>{names(missing)}</small>}
        </button>
      )}
    </>
  );
}

/** What the button does, or why it waits; the number where it is not the team on stage. */
function revealWords(t: TFunction<"org">, body: ConsoleBody, next: Revealing | null): string {
  if (!next) return t("reveal.nobody");
  if (next.do === "step") return t(`reveal.step.${next.step}`);
  if (next.do === "cue") return ceremonyWords(t, next.next);
  if (next.do === "wait") return t(`reveal.why.${next.why}`);
  if (next.do === "seal" && next.missing.length > 0) {
    return t("reveal.missing", { count: next.missing.length });
  }
  const number = String(next.slot.position).padStart(2, "0");
  const behind = next.slot.id !== body.current && (next.do === "reveal" || next.do === "take");
  return t(behind || next.do === "confirm" ? `reveal.${next.do}Of` : `reveal.${next.do}`, {
    number,
  });
}

/** What the next cue of the ceremony does; whom it names nobody knows before. */
function ceremonyWords(
  t: TFunction<"org">,
  { do: what, rank, shares }: NonNullable<CeremonyState["next"]>,
): string {
  return t(shares && what === "open" ? "ceremony.openShared" : `ceremony.${what}`, { rank });
}
