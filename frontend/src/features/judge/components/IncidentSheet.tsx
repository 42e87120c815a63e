import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { incidentSign, ownIncidentsQuery, type OwnIncident } from "../api/incidents";
import { Dialog } from "./Dialog";
import { Refusal } from "./Refusal";
import { SheetFoot } from "./SheetFoot";

/** The account, read before it is signed; what the judge wants to add stands beside her name. */
export function IncidentSheet({
  incident,
  onClose,
}: {
  incident: OwnIncident;
  onClose: () => void;
}) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const id = useId();
  const client = useQueryClient();
  const [said, setSaid] = useState("");
  const { number, code, text, entry, office } = incident;
  const sign = useMutation({
    mutationFn: () => incidentSign(incident.id, office, said.trim()),
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: ownIncidentsQuery.queryKey }),
  });
  return (
    <Dialog
      title={`${t("incident.number", { number })} ${t(`incident.${code}`)}`}
      onClose={onClose}
    >
      {entry && (
        <p>
          <b>{entry.number}</b> {entry.title}
        </p>
      )}
      <p>{text}</p>
      <div className="jd-form">
        <label htmlFor={id}>{t("incident.add")}</label>
        <textarea
          id={id}
          rows={2}
          maxLength={300}
          value={said}
          data-testid="incident-add"
          onChange={(event) => setSaid(event.target.value)}
        />
      </div>
      <p className="jd-soft">{t("incident.effect")}</p>
      {sign.isError && <Refusal error={sign.error} />}
      <SheetFoot
        onBack={onClose}
        onAct={() => sign.mutate()}
        busy={sign.isPending}
        testid="incident-sign"
      >
        {t(`incident.sign.${office}`)}
      </SheetFoot>
    </Dialog>
  );
}
