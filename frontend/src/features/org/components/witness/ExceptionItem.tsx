import { Button } from "@mantine/core";
import { IconArrowNarrowRight, IconCheck, IconMessageQuestion } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { ProblemAlert } from "@/ui/Problem";
import { type Exception, useSeen } from "../../api/witness";
import { AskForm } from "./AskForm";

interface Props {
  event: Exception;
  kind: string;
  edition: string;
  round: string | null;
  zone: string;
}

const TONES = { unseen: "warn", seen: "", question: "brand" } as const;

/** One exception: what, who, why, where, and the two boxes *seen* and *question*. */
export function ExceptionItem({ event, kind, edition, round, zone }: Props) {
  const { t } = useTranslation("witness");
  const words = useWords();
  const seen = useSeen(edition);
  const [asking, setAsking] = useState(false);
  const keys = (pressed: KeyboardEvent<HTMLLIElement>) => {
    if (pressed.target !== pressed.currentTarget) return;
    if (pressed.key === "s" && event.state === "unseen") seen.mutate([event.id]);
    if (pressed.key === "q") {
      pressed.preventDefault();
      setAsking(true);
    }
  };
  return (
    <li
      tabIndex={0}
      onKeyDown={keys}
      className={`ys-card wt-event ${event.state}`}
      data-testid="exception"
      data-kind={event.kind}
      data-state={event.state}
    >
      <div className="when">
        <time dateTime={event.at} className="num">
          {clockIn(zone, event.at, true)}
        </time>
        <span className="ys-chip">{kind}</span>
      </div>
      <div className="what">
        <b>{words(event.words)}</b>
        <Facts event={event} />
      </div>
      <div className="acts ys-noprint">
        <span className={`ys-chip ${TONES[event.state]}`}>{t(`looked.${event.state}`)}</span>
        {event.state === "unseen" && (
          <Button
            variant="default"
            leftSection={<IconCheck size={18} stroke={1.8} />}
            loading={seen.isPending}
            onClick={() => seen.mutate([event.id])}
            data-testid="exception-seen"
          >
            {t("seen")}
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconMessageQuestion size={18} stroke={1.8} />}
          aria-expanded={asking}
          onClick={() => setAsking(!asking)}
          data-testid="exception-ask"
        >
          {t("ask")}
        </Button>
      </div>
      <ProblemAlert error={seen.error} />
      {asking && (
        <AskForm
          edition={edition}
          about={{ round, subject_kind: "event", subject: event.id }}
          onDone={() => setAsking(false)}
        />
      )}
    </li>
  );
}

function Facts({ event }: { event: Exception }) {
  const { t } = useTranslation(["witness", "people"]);
  const words = useWords();
  const facts = [
    event.by && t("fact.by", { name: words(event.by.name) }),
    event.about && t("fact.about", { name: words(event.about.name) }),
    event.role && t(`people:role.${event.role}`),
    event.room && words(event.room.name),
    event.entry && t("fact.entry", { number: event.entry }),
    event.seat !== null && t("fact.seat", { seat: event.seat }),
    event.why && t("fact.why", { why: words(event.why) }),
  ].filter((fact) => typeof fact === "string" && fact !== "");
  return (
    <>
      <p className="ys-small ys-soft">{facts.join(" · ")}</p>
      {event.after && (
        <p className="num change">
          <s>{event.before ?? "–"}</s>
          <IconArrowNarrowRight size={20} stroke={1.6} aria-label={t("fact.to")} />
          <b>{event.after}</b>
        </p>
      )}
      {!event.told && <p className="ys-small ys-soft">{t("fact.untold")}</p>}
    </>
  );
}
