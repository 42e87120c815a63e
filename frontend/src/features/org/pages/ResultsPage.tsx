import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Hash } from "@/ui/Hash";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { TwoPersonApproval } from "@/ui/TwoPersonApproval";
import { resultQuery, useResultStep } from "../api/results";
import type { EditionRound, Result } from "../api/types";
import { CorrectionsCard } from "../components/corrections/CorrectionsCard";
import { IncidentsCard } from "../components/incidents/IncidentsCard";
import { LateCard } from "../components/late/LateCard";
import { Frame, type Here } from "../components/Frame";
import { ReopeningCard } from "../components/ReopeningCard";
import { OverridesCard } from "../components/overrides/OverridesCard";
import { SeatingsCard } from "../components/seatings/SeatingsCard";
import { ResultTable } from "../components/ResultTable";
import { StateChip } from "../components/StateChip";
import { mayDecide } from "../state/publication";
import { lockReason } from "../state/results";

/** The result of a round: counted by one person, vouched for by another. */
export function ResultsPage() {
  return <Frame place="results">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, round, roles, slug }: Here) {
  const { t } = useTranslation("org");
  const result = useQuery({ ...resultQuery(round?.id ?? ""), enabled: round !== undefined });
  return (
    <Page
      title={t("results.title")}
      sub={t("results.sub")}
      actions={
        result.data && (
          <>
            <span className="ys-chip">
              {t("results.version", { version: result.data.version })}
            </span>
            <StateChip of="result" state={result.data.state} />
            <Button
              component={Link}
              to={`/org/${slug}/ranking/${round?.code ?? ""}`}
              variant="default"
              data-testid="results-ranking"
            >
              {t("results.ranking")}
            </Button>
          </>
        )
      }
    >
      <div className="ys-stack" data-testid="results">
        {!round && <EmptyState title={t("round.none")}>{t("round.noneWhy")}</EmptyState>}
        {round && result.isPending && <Waiting />}
        <ProblemAlert error={result.error} onRetry={() => void result.refetch()} />
        {round && !result.isPending && (
          <Steps
            round={round}
            result={result.data ?? null}
            roles={roles}
            zone={edition.time_zone}
          />
        )}
        {round && <ReopeningCard round={round} roles={roles} zone={edition.time_zone} />}
        {round && <LateCard round={round} zone={edition.time_zone} />}
        {round && <CorrectionsCard round={round} zone={edition.time_zone} />}
        {round && <IncidentsCard round={round.id} zone={edition.time_zone} />}
        {round && <OverridesCard round={round} zone={edition.time_zone} />}
        {round && <SeatingsCard round={round.id} zone={edition.time_zone} />}
        {round && result.data && (
          <>
            {round.rulebook.card && (
              <ResultTable rows={result.data.rows} rulebook={round.rulebook.card} />
            )}
            <Hashes result={result.data} />
          </>
        )}
      </div>
    </Page>
  );
}

interface StepsProps {
  round: EditionRound;
  result: Result | null;
  roles: Set<string>;
  zone: string;
}

function Steps({ round, result, roles, zone }: StepsProps) {
  const { t } = useTranslation("org");
  const session = useSession();
  const tally = useResultStep(round.id, "tally");
  const lock = useResultStep(round.id, "lock");
  const me = session.data?.person?.id;
  const computes = roles.has("organizer") || roles.has("scorekeeper");
  const closed = round.state === "closed";
  const why = lockReason(result, roles, me);
  return (
    <section className="ys-card">
      <TwoPersonApproval
        zone={zone}
        me={me}
        hands={[
          {
            label: t("results.computed"),
            person: result?.computed_by,
            at: result?.computed_at,
          },
          {
            label: t("results.locked"),
            person: result?.locked_by,
            at: result?.locked_at,
          },
        ]}
        note={t("results.two")}
        refused={why && t(`lock.${why}`)}
        act={
          result && result.state !== "locked" && mayDecide(roles)
            ? {
                label: t("results.lock"),
                question: t("results.lockAsk"),
                why: t("results.lockWhy"),
                onAct: () => lock.mutate(),
                busy: lock.isPending,
                testid: "result-lock",
              }
            : null
        }
        error={tally.error ?? lock.error}
        safe={t("results.safe")}
      >
        {computes && result?.state !== "locked" && (
          <ReasonedButton
            reason={closed ? null : t("results.notClosed")}
            busy={tally.isPending}
            variant={result ? "default" : "filled"}
            onAct={() => tally.mutate()}
            testid="result-compute"
          >
            {result ? t("results.again") : t("results.compute")}
          </ReasonedButton>
        )}
      </TwoPersonApproval>
    </section>
  );
}

function Hashes({ result }: { result: Result }) {
  const { t } = useTranslation("org");
  const rows = [
    ["inputs", result.inputs_hash],
    ["rulebook", result.rulebook_hash],
    ["body", result.body_hash],
  ] as const;
  return (
    <section className="ys-card">
      <h2>{t("hash.title")}</h2>
      <dl className="og-hashes">
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{t(`hash.${name}`)}</dt>
                <dd>
                  <Hash value={value} testid={`hash-${name}`} />
                </dd>
              </div>
            ),
        )}
        {result.software && (
          <div>
            <dt>{t("hash.software")}</dt>
            <dd className="num">{result.software}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
