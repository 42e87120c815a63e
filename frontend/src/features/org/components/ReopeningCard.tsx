import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { ProblemAlert } from "@/ui/Problem";
import { TwoPersonApproval } from "@/ui/TwoPersonApproval";
import {
  type Reopening,
  reopeningsQuery,
  useReopeningDecide,
  useReopeningPropose,
} from "../api/reopenings";
import type { EditionRound } from "../api/types";
import { WordsField } from "./WordsField";

interface Props {
  round: EditionRound;
  roles: Set<string>;
  zone: string;
}

/** A locked result is taken up again by two people; nothing where nobody asked and nobody may. */
export function ReopeningCard({ round, roles, zone }: Props) {
  const { t } = useTranslation("corrections");
  const { data: rows = [], error, refetch } = useQuery(reopeningsQuery(round.id));
  const waits = rows.some(({ state }) => state === "proposed");
  const asks = roles.has("organizer") && round.state === "locked" && !waits;
  if (rows.length === 0 && !asks) {
    return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  }
  return (
    <section className="ys-card ys-stack" aria-label={t("reopen.title")} data-testid="reopenings">
      <h2>{t("reopen.title")}</h2>
      <p className="ys-small ys-soft">{t("reopen.sub")}</p>
      {rows.map((each) => (
        <One key={each.id} round={round.id} row={each} roles={roles} zone={zone} />
      ))}
      {asks && <Ask round={round.id} />}
    </section>
  );
}

function Ask({ round }: { round: string }) {
  const { t } = useTranslation("corrections");
  const propose = useReopeningPropose(round);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (reason.trim()) propose.mutate(reason.trim());
  };
  if (!open) {
    return (
      <div className="ys-row">
        <Button variant="default" onClick={() => setOpen(true)} data-testid="reopen">
          {t("reopen.ask")}
        </Button>
      </div>
    );
  }
  return (
    <>
      <WordsField
        label={t("reopen.reason")}
        value={reason}
        onChange={setReason}
        missing={tried ? t("reopen.reasonMissing") : undefined}
        testid="reopen-reason"
        most={500}
      />
      <ProblemAlert error={propose.error} />
      <div className="ys-row">
        <Button loading={propose.isPending} onClick={send} data-testid="reopen-send">
          {t("reopen.send")}
        </Button>
        <Button variant="default" onClick={() => setOpen(false)}>
          {t("back")}
        </Button>
      </div>
    </>
  );
}

interface OneProps extends Omit<Props, "round"> {
  round: string;
  row: Reopening;
}

function One({ round, row, roles, zone }: OneProps) {
  const { t } = useTranslation("corrections");
  const me = useSession().data?.person?.id;
  const decide = useReopeningDecide(round, row.id);
  const [refusing, setRefusing] = useState(false);
  const [words, setWords] = useState("");
  const [tried, setTried] = useState(false);
  const waits = row.state === "proposed";
  const verifies = roles.has("verifier");
  const refuse = () => {
    setTried(true);
    if (words.trim()) decide.mutate({ approves: false, words: words.trim() });
  };
  return (
    <div data-testid="reopening" data-state={row.state}>
      <TwoPersonApproval
        zone={zone}
        me={me}
        hands={[
          { label: t("reopen.proposed"), person: row.proposed_by, at: row.proposed_at },
          {
            label: t(row.state === "refused" ? "reopen.refused" : "reopen.approved"),
            person: row.decided_by,
            at: row.decided_at,
          },
        ]}
        what={{
          title: t("reopen.what", { version: row.version }),
          facts: [
            { label: t("reopen.reason"), value: row.reason },
            ...(row.words ? [{ label: t("why"), value: row.words }] : []),
          ],
        }}
        refused={verifies ? null : t("reopen.verifierOnly")}
        act={
          waits && !refusing
            ? {
                label: t("reopen.approve"),
                question: t("reopen.approveAsk"),
                why: t("reopen.approveWhy"),
                onAct: () => decide.mutate({ approves: true, words: "" }),
                busy: decide.isPending,
                testid: "reopen-approve",
              }
            : null
        }
        error={decide.error}
        safe={t("reopen.safe")}
      >
        {waits && verifies && row.proposed_by.id !== me && (
          <Button
            variant="default"
            onClick={() => (refusing ? refuse() : setRefusing(true))}
            loading={refusing && decide.isPending}
            data-testid="reopen-refuse"
          >
            {t("refuse")}
          </Button>
        )}
      </TwoPersonApproval>
      {refusing && waits && (
        <WordsField
          label={t("why")}
          value={words}
          onChange={setWords}
          missing={tried ? t("reopen.reasonMissing") : undefined}
          testid="reopen-words"
        />
      )}
    </div>
  );
}
