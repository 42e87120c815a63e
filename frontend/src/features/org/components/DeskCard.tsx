import { Button, Textarea } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type Decision, eligibilityQuery, useDecide } from "../api/eligibility";
import type { Eligibility, Entry } from "../api/types";

const TO_DECIDE = new Set(["submitted", "in_check"]);

/** What the machine found, and the desk's decision with its reason. */
export function DeskCard({ entry, zone }: { entry: Entry; zone: string }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const check = useQuery(eligibilityQuery(entry.id));
  const data = check.data;
  return (
    <aside className="ys-card og-deskcard" data-testid="desk">
      <h2>{t("desk.check")}</h2>
      <ProblemAlert error={check.error} onRetry={() => void check.refetch()} />
      {data === null && <p className="ys-soft">{t("desk.notSubmitted")}</p>}
      {data && (
        <ul className="og-checks">
          {data.items.map((item) => (
            <Item key={item.code} item={item} />
          ))}
        </ul>
      )}
      {data?.decision && (
        <div className="ys-note">
          <div className="words">
            <strong>{t(`decision.${data.decision}`)}</strong>
            {data.reason && <p>{data.reason}</p>}
            <p className="ys-small ys-muted">
              {words(data.decided_by?.name)}{" "}
              {data.decided_at && <When at={data.decided_at} zone={zone} plain />}
            </p>
          </div>
        </div>
      )}
      {data && TO_DECIDE.has(entry.state) && <Decide entry={entry.id} items={data.items} />}
    </aside>
  );
}

function Item({ item }: { item: Eligibility["items"][number] }) {
  const { t } = useTranslation("org");
  return (
    <li className={item.ok ? "y" : "x"} data-testid={`item-${item.code}`}>
      {item.ok ? (
        <IconCheck size={20} stroke={2.2} aria-hidden />
      ) : (
        <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      )}
      <span>
        {t(item.ok ? `item.${item.code}` : `item.${item.code}.no`, item.params)}
        <span className="vh">{item.ok ? t("desk.ok") : t("desk.notOk")}</span>
      </span>
    </li>
  );
}

function Decide({ entry, items }: { entry: string; items: Eligibility["items"] }) {
  const { t } = useTranslation("org");
  const decide = useDecide(entry);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const failed = items.filter((item) => !item.ok).length;
  const send = (decision: Decision["decision"]) => {
    if (decision !== "accept" && reason.trim() === "") return setAsked(true);
    decide.mutate({ decision, ...(reason.trim() && { reason: reason.trim() }) });
  };
  return (
    <div className="ys-stack og-decide">
      {failed > 0 && <p className="ys-small">{t("desk.failed", { count: failed })}</p>}
      <Textarea
        label={t("desk.reason")}
        description={t("desk.reasonWhen")}
        error={asked && reason.trim() === "" ? t("desk.reasonMissing") : undefined}
        value={reason}
        maxLength={300}
        autosize
        minRows={2}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="desk-reason"
      />
      <ProblemAlert error={decide.error} safe={t("desk.safe")} />
      <Button
        fullWidth
        loading={decide.isPending}
        onClick={() => send("accept")}
        data-testid="desk-accept"
      >
        {t("desk.accept")}
      </Button>
      <div className="og-pair">
        <Button
          variant="default"
          disabled={decide.isPending}
          onClick={() => send("return")}
          data-testid="desk-return"
        >
          {t("desk.return")}
        </Button>
        <Button
          variant="default"
          c="var(--bad)"
          disabled={decide.isPending}
          onClick={() => send("reject")}
          data-testid="desk-reject"
        >
          {t("desk.reject")}
        </Button>
      </div>
    </div>
  );
}
