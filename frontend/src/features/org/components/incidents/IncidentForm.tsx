import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { INCIDENT_CODES, useIncidentOpen } from "../../api/incidents";

/** A team's turn that an incident can be about. */
export interface Turn {
  slot: string;
  name: string;
}

interface Props {
  round: string;
  room: string;
  turns: Turn[];
  onDone: () => void;
}

/** Takes down what went wrong. */
export function IncidentForm({ round, room, turns, onDone }: Props) {
  const { t } = useTranslation("incidents");
  const open = useIncidentOpen(round, room);
  const [code, setCode] = useState<string>(INCIDENT_CODES[0]);
  const [slot, setSlot] = useState("");
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (!text.trim()) return;
    open.mutate({ code, text: text.trim(), slot: slot || null }, { onSuccess: onDone });
  };
  return (
    <div className="og-decision" data-testid="incident-form">
      <NativeSelect
        label={t("code")}
        value={code}
        data={INCIDENT_CODES.map((each) => ({ value: each, label: t(`code.${each}`) }))}
        onChange={(event) => setCode(event.currentTarget.value)}
        data-testid="incident-code"
      />
      <NativeSelect
        label={t("about")}
        value={slot}
        data={[
          { value: "", label: t("about.room") },
          ...turns.map(({ slot: id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => setSlot(event.currentTarget.value)}
        data-testid="incident-slot"
      />
      <Textarea
        label={t("text")}
        value={text}
        maxLength={500}
        autosize
        minRows={2}
        error={tried && !text.trim() ? t("textMissing") : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="incident-text"
      />
      <ProblemAlert error={open.error} />
      <div className="ys-row">
        <Button loading={open.isPending} onClick={send} data-testid="incident-send">
          {t("send")}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t("back")}
        </Button>
      </div>
    </div>
  );
}
