import { Button, Modal, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import type { Card, MoveBody, Named, Stage } from "../api/types";

export interface Asked {
  card: Card;
  stage: Stage;
  proof: Named[];
  reason: boolean;
}
interface Props {
  asked: Asked;
  lossReasons: Named[];
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onMove: (body: MoveBody) => void;
}

/** What the mover brings: the reason, and each proof that the gate asks for. */
export function MoveDialog({ asked, lossReasons, busy, error, onClose, onMove }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const [reason, setReason] = useState("");
  const [proof, setProof] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const { card, stage } = asked;
  const need = (text: string | undefined) => (tried && !text?.trim() ? t("move.fill") : undefined);
  const complete =
    (!asked.reason || reason.trim() !== "") &&
    asked.proof.every(({ code }) => (proof[code] ?? "").trim() !== "");
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!complete || busy) return;
    const pieces = asked.proof.map(({ code }) => ({ kind: code, text: proof[code] ?? "" }));
    onMove({
      to: stage.id,
      ...(reason.trim() && { reason: reason.trim() }),
      ...(pieces.length > 0 && { proof: pieces }),
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("move.title", { name: words(card.name), stage: words(stage.name) })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <form className="ys-stack" onSubmit={send} noValidate data-testid="move-form">
        <p className="ys-soft">{words(stage.gate.label)}</p>
        {asked.proof.map((item, index) => (
          <ProofField
            key={item.code}
            first={index === 0}
            item={item}
            lossReasons={lossReasons}
            value={proof[item.code] ?? ""}
            error={need(proof[item.code])}
            onChange={(text) => setProof((all) => ({ ...all, [item.code]: text }))}
          />
        ))}
        <Textarea
          label={asked.reason ? t("move.reason") : t("move.reasonOptional")}
          error={asked.reason ? need(reason) : undefined}
          value={reason}
          maxLength={300}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus={asked.proof.length === 0 || undefined}
          data-testid="move-reason"
        />
        <ProblemAlert error={error} safe={t("move.safe")} />
        <div className="ys-row between">
          <Button variant="default" onClick={onClose}>
            {t("back")}
          </Button>
          <Button type="submit" loading={busy} data-testid="move-confirm">
            {t("move.confirm", { stage: words(stage.name) })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

interface FieldProps {
  item: Named;
  /** The dialog opens with the focus here. */
  first: boolean;
  lossReasons: Named[];
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

function ProofField({ item, first, lossReasons, value, error, onChange }: FieldProps) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const label = words(item.label);
  const shared = {
    label,
    error,
    value,
    "data-testid": `proof-${item.code}`,
    "data-autofocus": first || undefined,
  };
  if (item.code === "loss_reason") {
    return (
      <NativeSelect
        {...shared}
        data={[
          { value: "", label: t("move.choose") },
          ...lossReasons.map((reason) => ({ value: reason.code, label: words(reason.label) })),
        ]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...shared}
      type={item.code === "review_date" ? "date" : "text"}
      maxLength={300}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
