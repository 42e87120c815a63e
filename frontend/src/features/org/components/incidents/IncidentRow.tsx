import { Button } from "@mantine/core";
import { IconEye, IconSignature } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type Incident, useIncidentClose, useIncidentSign } from "../../api/incidents";
import { WordsField } from "../WordsField";

interface Props {
  round: string;
  incident: Incident;
  zone: string;
}

/** One incident: what, about whom, who has signed, and the ways on for who looks. */
export function IncidentRow({ round, incident, zone }: Props) {
  const { t } = useTranslation("incidents");
  const words = useWords();
  const sign = useIncidentSign(round, incident.id);
  const { entry, state } = incident;
  return (
    <li data-testid="incident" data-state={state}>
      <span className={`ys-chip ${state === "open" ? "warn" : "ok"}`}>{t(`state.${state}`)}</span>
      <div className="og-correction">
        <p className="who">
          <b>
            {t("number", { number: incident.number })} · {t(`code.${incident.code}`)}
          </b>
          <small>
            {entry ? `${entry.number} ${entry.title}` : t("about.room")} ·{" "}
            {words(incident.opened_by.name)} · <When at={incident.opened_at} zone={zone} />
          </small>
        </p>
        <p>{incident.text || t(`by.${incident.about || "correction"}`)}</p>
        <ul className="voices">
          {incident.signatures.map((each) => (
            <li
              key={each.by.id}
              className={each.office === "witness" ? "" : "approves"}
              data-testid={`signed-${each.office}`}
            >
              {each.office === "witness" ? (
                <IconEye size={18} stroke={2} aria-hidden />
              ) : (
                <IconSignature size={18} stroke={2} aria-hidden />
              )}
              <span>
                {t(`signed.${each.office}`, { name: words(each.by.name) })}
                {each.words && <q>{each.words}</q>}
              </span>
              <When at={each.signed_at} zone={zone} />
            </li>
          ))}
        </ul>
        {incident.closed_by && incident.closed_at && (
          <p data-testid="incident-end">
            {t("closed", { name: words(incident.closed_by.name) })}{" "}
            <When at={incident.closed_at} zone={zone} />
            <q>{incident.words}</q>
          </p>
        )}
        <ProblemAlert error={sign.error} />
        {incident.may.length > 0 && (
          <div className="ys-row">
            {incident.may.map((office) => (
              <Button
                key={office}
                variant="default"
                size="sm"
                loading={sign.isPending}
                onClick={() => sign.mutate(office)}
                data-testid={`incident-sign-${office}`}
              >
                {t(`sign.${office}`)}
              </Button>
            ))}
          </div>
        )}
        {incident.may_close && <Ending round={round} incident={incident} />}
      </div>
    </li>
  );
}

function Ending({ round, incident }: { round: string; incident: Incident }) {
  const { t } = useTranslation("incidents");
  const close = useIncidentClose(round, incident.id);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState("");
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (said.trim()) close.mutate(said.trim());
  };
  return (
    <div className="og-decision">
      {open && (
        <WordsField
          label={t("end")}
          value={said}
          onChange={setSaid}
          missing={tried ? t("endMissing") : undefined}
          testid="incident-words"
          most={500}
        />
      )}
      <ProblemAlert error={close.error} />
      <div className="ys-row">
        <Button
          variant={open ? "filled" : "default"}
          size="sm"
          loading={close.isPending}
          onClick={() => (open ? send() : setOpen(true))}
          data-testid="incident-close"
        >
          {t("close")}
        </Button>
      </div>
    </div>
  );
}
