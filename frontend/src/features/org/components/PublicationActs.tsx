import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import type { usePublicationStep } from "../api/publications";
import { useCancel } from "../api/publications";
import type { Publication } from "../api/types";

interface Props {
  publication: Publication;
  /** Why this person cannot open now. */
  open: string | null;
  opening: ReturnType<typeof usePublicationStep>;
  mayCancel: boolean;
}

/** Open what was approved, or drop it with a reason. */
export function PublicationActs({ publication, open, opening, mayCancel }: Props) {
  const { t } = useTranslation("org");
  const count = publication.document.rows.length;
  return (
    <>
      {open ? (
        <ReasonedButton reason={t(`openWhy.${open}`)} onAct={() => undefined} testid="publish-open">
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
        className="og-dropper"
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
