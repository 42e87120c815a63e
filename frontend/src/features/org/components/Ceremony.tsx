import { Button, NativeSelect } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ReasonedButton } from "@/ui/ReasonedButton";
import type { ConsoleBody, Cue } from "../api/types";
import { autoStep } from "../state/ceremony";

const PACES = ["3", "5", "8", "12", "20"];

interface Props {
  body: ConsoleBody;
  runs: boolean;
  busy: boolean;
  error: unknown;
  /** Whether a scene is prepared first and taken with a second press. */
  first: boolean;
  onCue: (cue: Cue) => void;
}

/** The ceremony: taken on air once there is a result; places below the third may come by themselves. */
export function Ceremony(props: Props) {
  const { t } = useTranslation("org");
  const { body, runs, busy, first, onCue } = props;
  const { why, cue, of } = body.ceremony;
  const changed = why === "ceremony_result_changed";
  if (body.round.state !== "closed" && body.round.state !== "locked") return null;
  const onAir = body.screen.program.scene === "ceremony";
  return (
    <div className="cer" data-testid="ceremony" data-cue={cue}>
      {!onAir || changed ? (
        <ReasonedButton
          variant="default"
          reason={runs ? (why && !changed ? t(`ceremony.why.${why}`) : null) : t("why.not_yours")}
          busy={busy}
          onAct={() => onCue({ verb: first ? "preview" : "take", scene: "ceremony" })}
          testid="scene-ceremony"
        >
          {t(takeKey(body))}
        </ReasonedButton>
      ) : (
        <Pace {...props} />
      )}
      {changed && <p>{t("ceremony.why.ceremony_result_changed")}</p>}
      {of > 0 && <p className="num">{t("ceremony.at", { cue, of })}</p>}
    </div>
  );
}

function takeKey({ ceremony }: ConsoleBody): "ceremony.anew" | "ceremony.back" | "ceremony.take" {
  if (ceremony.why === "ceremony_result_changed") return "ceremony.anew";
  return ceremony.cue > 0 ? "ceremony.back" : "ceremony.take";
}

/** Cues of places below the third, one after the other; it stops by itself at the first three. */
function Pace({ body, runs, busy, error, onCue }: Props) {
  const { t } = useTranslation("org");
  const [on, setOn] = useState(false);
  const [seconds, setSeconds] = useState("5");
  const give = useRef(onCue);
  useEffect(() => {
    give.current = onCue;
  }, [onCue]);
  const step = autoStep(body);
  if (on && (error || step === null)) setOn(false);
  useEffect(() => {
    if (!on || step === null || busy) return undefined;
    const timer = setTimeout(() => give.current({ verb: "step", step }), Number(seconds) * 1000);
    return () => clearTimeout(timer);
  }, [on, step, seconds, busy]);
  if (step === null) return null;
  return (
    <div className="pace">
      <Button
        variant="default"
        disabled={!runs}
        leftSection={
          on ? <IconPlayerPause size={18} aria-hidden /> : <IconPlayerPlay size={18} aria-hidden />
        }
        onClick={() => setOn(!on)}
        aria-pressed={on}
        data-testid="ceremony-auto"
      >
        {t(on ? "ceremony.stop" : "ceremony.auto")}
      </Button>
      <NativeSelect
        aria-label={t("ceremony.pace")}
        value={seconds}
        onChange={(event) => setSeconds(event.currentTarget.value)}
        data={PACES.map((value) => ({
          value,
          label: t("ceremony.seconds", { count: Number(value) }),
        }))}
        data-testid="ceremony-pace"
      />
    </div>
  );
}
