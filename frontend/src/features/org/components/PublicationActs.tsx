import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { useCancel, usePublicationStep } from "../api/publications";
import type { Publication } from "../api/types";

interface Props {
  publication: Publication;
  /** Why this person cannot approve or open now. */
  approve: string | null;
  open: string | null;
  mayCancel: boolean;
}

/** Approve, then open; or drop it with a reason. Each says why when it cannot be done. */
export function PublicationActs({ publication, approve, open, mayCancel }: Props) {
  const { t } = useTranslation("org");
  const approving = usePublicationStep(publication, "approve");
  const opening = usePublicationStep(publication, "open");
  const count = publication.document.rows.length;
  return (
    <>
      <div className="og-acts">
        {publication.state === "prepared" &&
          (approve ? (
            <ReasonedButton
              reason={t(`approve.${approve}`)}
              onAct={() => undefined}
              testid="publish-approve"
            >
              {t("publish.approve")}
            </ReasonedButton>
          ) : (
            <ConfirmButton
              loading={approving.isPending}
              question={t("publish.approveAsk")}
              body={<p className="ys-soft">{t("publish.approveWhy")}</p>}
              confirm={t("publish.approve")}
              onConfirm={() => approving.mutate()}
              testid="publish-approve"
            >
              {t("publish.approve")}
            </ConfirmButton>
          ))}
        {open ? (
          <ReasonedButton
            reason={t(`openWhy.${open}`)}
            onAct={() => undefined}
            testid="publish-open"
          >
            {t(`publish.open.${publication.kind}`, { count })}
          </ReasonedButton>
        ) : (
          <ConfirmButton
            loading={opening.isPending}
            question={t(`publish.openAsk.${publication.kind}`, { count })}
            body={<p className="ys-soft">{t("publish.openWhy")}</p>}
            confirm={t(`publish.open.${publication.kind}`, { count })}
            onConfirm={() => opening.mutate()}
            testid="publish-open"
          >
            {t(`publish.open.${publication.kind}`, { count })}
          </ConfirmButton>
        )}
        {mayCancel && <Drop publication={publication} />}
      </div>
      <ProblemAlert error={approving.error ?? opening.error} safe={t("publish.safe")} />
    </>
  );
}

function Drop({ publication }: { publication: Publication }) {
  const { t } = useTranslation("org");
  const cancel = useCancel(publication);
  const [asked, setAsked] = useState(false);
  const [reason, setReason] = useState("");
  if (!asked) {
    return (
      <Button
        variant="subtle"
        color="gray"
        className="drop"
        onClick={() => setAsked(true)}
        data-testid="publish-cancel"
      >
        {t("publish.cancel")}
      </Button>
    );
  }
  return (
    <div className="og-drop ys-stack">
      <TextInput
        label={t("publish.cancelReason")}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="publish-cancel-reason"
      />
      <ProblemAlert error={cancel.error} />
      <div className="ys-row">
        <Button variant="default" onClick={() => setAsked(false)}>
          {t("back")}
        </Button>
        <Button
          variant="default"
          c="var(--bad)"
          loading={cancel.isPending}
          onClick={() => cancel.mutate(reason.trim())}
          data-testid="publish-cancel-confirm"
        >
          {t("publish.cancel")}
        </Button>
      </div>
    </div>
  );
}
