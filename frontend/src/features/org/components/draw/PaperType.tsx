import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { type DrawSheet, type Orders, usePaperType } from "../../api/draw";
import { leftOut } from "../../state/paper";
import { OrderEditor } from "./OrderEditor";

interface Props {
  round: string;
  sheet: DrawSheet;
  onDone: () => void;
}

const SHA = /^[0-9a-f]{64}$/;

export const emptyOrders = (sheet: DrawSheet): Orders =>
  Object.fromEntries(sheet.rooms.map(({ id }) => [id, []]));

/** The first typing of what was drawn on paper. */
export function PaperType({ round, sheet, onDone }: Props) {
  const { t } = useTranslation("draw");
  const send = usePaperType(round);
  const [orders, setOrders] = useState<Orders>(sheet.paper?.orders ?? emptyOrders(sheet));
  const [form, setForm] = useState(sheet.paper?.form ?? "");
  const [scan, setScan] = useState(sheet.paper?.scan_sha256 ?? "");
  const left = leftOut(sheet.entries, orders);
  const reason =
    left > 0
      ? t("paper.left", { left })
      : !form.trim()
        ? t("paper.formMissing")
        : scan && !SHA.test(scan)
          ? t("paper.scanWrong")
          : null;
  return (
    <div className="ys-stack">
      <p className="ys-soft">{t("paper.how")}</p>
      <OrderEditor sheet={sheet} orders={orders} onChange={setOrders} />
      <TextInput
        label={t("paper.form")}
        description={t("paper.formHow")}
        value={form}
        maxLength={120}
        required
        onChange={(event) => setForm(event.currentTarget.value)}
        data-testid="paper-form"
      />
      <TextInput
        label={t("paper.scan")}
        description={t("paper.scanHow")}
        value={scan}
        maxLength={64}
        onChange={(event) => setScan(event.currentTarget.value.trim().toLowerCase())}
      />
      <ProblemAlert error={send.error} safe={t("paper.safe")} />
      <ReasonedButton
        reason={reason}
        busy={send.isPending}
        onAct={() => send.mutate({ orders, form: form.trim(), scan }, { onSuccess: onDone })}
        testid="paper-type"
      >
        {t("paper.send")}
      </ReasonedButton>
    </div>
  );
}
