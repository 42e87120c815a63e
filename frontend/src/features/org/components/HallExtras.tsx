import { Button, Checkbox, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { roomLights } from "../api/command";
import type { ConsoleBody, Cue } from "../api/types";

/** A sentence for the hall: it goes on air with its own press and nothing else does. */
export function HallMessage({ first, onCue }: { first: boolean; onCue: (cue: Cue) => void }) {
  const { t } = useTranslation("org");
  const [text, setText] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    const words = text.trim();
    if (words) onCue({ verb: first ? "preview" : "take", scene: "message", text: words });
  };
  return (
    <form className="say" onSubmit={send}>
      <TextInput
        aria-label={t("screen.message")}
        placeholder={t("screen.message")}
        maxLength={120}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="scene-text"
      />
      <Button type="submit" variant="default" data-testid="scene-message">
        {t(first ? "screen.prepare" : "screen.say")}
      </Button>
    </form>
  );
}

/** The lights of the hall: every judge's tablet turns dark with them. */
export function HallLights({ body, onDone }: { body: ConsoleBody; onDone: () => void }) {
  const { t } = useTranslation("org");
  const dark = body.room.lights === "off";
  const turn = useMutation({
    mutationFn: () => roomLights(body.room.id, dark ? "on" : "off"),
    onSettled: onDone,
  });
  return (
    <>
      <Checkbox
        label={t("screen.dark")}
        checked={dark}
        disabled={turn.isPending}
        onChange={() => turn.mutate()}
        data-testid="hall-lights"
      />
      <ProblemAlert error={turn.error} />
    </>
  );
}
