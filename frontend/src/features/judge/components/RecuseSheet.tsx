import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Refusal } from "./Refusal";
import { SheetFoot } from "./SheetFoot";
import { queueQuery } from "../api/queue";
import { recusalDeclare } from "../api/statements";
import type { QueueEntry } from "../api/types";
import { useOffice } from "../state/office";
import { teamOf } from "../state/words";
import { Dialog } from "./Dialog";

/** Stepping back from an entry: says what it means, asks why, goes back to the queue. */
export function RecuseSheet({ entry, onClose }: { entry: QueueEntry; onClose: () => void }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const id = useId();
  const client = useQueryClient();
  const office = useOffice();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const recuse = useMutation({
    mutationFn: () => recusalDeclare({ entry: entry.id, reason: reason.trim() }),
    onSuccess: async () => {
      office.left.set(entry.number);
      await client.invalidateQueries({ queryKey: queueQuery.queryKey });
      await navigate({ to: "/judge" });
    },
  });
  return (
    <Dialog title={t("recuse.title", { team: words(teamOf(entry.team)) })} onClose={onClose}>
      <p className="jd-soft">{t("recuse.effect")}</p>
      <div className="jd-form">
        <label htmlFor={id}>{t("recuse.reason")}</label>
        <textarea
          id={id}
          rows={3}
          maxLength={300}
          value={reason}
          aria-invalid={missing}
          data-testid="recuse-reason"
          onChange={(event) => {
            setReason(event.target.value);
            setMissing(false);
          }}
        />
        {missing && <p className="jd-error">{t("recuse.missing")}</p>}
      </div>
      {recuse.isError && <Refusal error={recuse.error} />}
      <SheetFoot
        onBack={onClose}
        onAct={() => (reason.trim() ? recuse.mutate() : setMissing(true))}
        busy={recuse.isPending}
        testid="recuse-confirm"
      >
        {t("recuse.confirm")}
      </SheetFoot>
    </Dialog>
  );
}
