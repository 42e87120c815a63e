import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { Relative, When } from "@/ui/When";
import { allEntriesQuery } from "../api/entries";
import { roundQuery } from "../api/round";
import { Frame, type Here, placePath } from "../components/Frame";
import { StateChip } from "../components/StateChip";
import { mayVisit } from "../state/roles";
import { nextStep } from "../state/step";

/** An edition at a glance: where it stands, how many, and the one next step. */
export function OverviewPage() {
  return <Frame place="overview">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, round, roles, slug }: Here) {
  const { t } = useTranslation("org");
  const words = useWords();
  const entries = useQuery(allEntriesQuery(edition.id));
  const details = useQuery({
    ...roundQuery(round?.id ?? ""),
    enabled: round !== undefined && mayVisit("live", roles),
  });
  const zone = edition.time_zone;
  const rows = entries.data ?? [];
  const waiting = entries.isPending || details.isLoading;
  return (
    <Page
      title={words(edition.name)}
      sub={words(edition.contest.name)}
      actions={
        <>
          <StateChip of="edition" state={edition.state} />
          <span className="ys-chip">
            {t("overview.phase", { phase: t(`phase.${edition.phase}`) })}
          </span>
        </>
      }
    >
      <div className="ys-stack" data-testid="org-overview">
        <ProblemAlert
          error={entries.error ?? details.error}
          onRetry={() =>
            void Promise.all([entries.refetch(), details.isError && details.refetch()])
          }
        />
        {waiting && <Waiting shape="cards" />}
        {!waiting && entries.data && !details.isError && (
          <NextCard step={nextStep(rows, details.data, edition.state)} slug={slug} roles={roles} />
        )}
        <div className="og-tiles">
          {(["in_check", "returned", "accepted", "rejected"] as const).map((state) => (
            <Link
              key={state}
              className="ys-card og-tile"
              to={placePath(slug, "entries")}
              search={{ state }}
            >
              <span className="num">
                {entries.data ? rows.filter((entry) => entry.state === state).length : "—"}
              </span>
              <span>{t(`entry.${state}`)}</span>
            </Link>
          ))}
        </div>
        <section className="ys-card">
          <h2>{t("overview.dates")}</h2>
          <dl className="og-facts">
            <div>
              <dt>{t("overview.closes")}</dt>
              <dd>
                <When at={edition.closes_at} zone={zone} />
                {edition.state === "open" && (
                  <small>
                    <Relative at={edition.closes_at} zone={edition.time_zone} />
                  </small>
                )}
              </dd>
            </div>
            {edition.rounds.map((each) => (
              <div key={each.id}>
                <dt>{words(each.name)}</dt>
                <dd>
                  <StateChip of="round" state={each.state} />
                  <small>{words(each.rulebook.document.name)}</small>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Page>
  );
}

interface NextProps {
  step: ReturnType<typeof nextStep>;
  slug: string;
  roles: Set<string>;
}

function NextCard({ step, slug, roles }: NextProps) {
  const { t } = useTranslation("org");
  return (
    <section className="ys-card og-next" data-testid="next-step" data-step={step.key}>
      <div>
        <h2>{t(`next.${step.key}`, { count: step.count ?? 0 })}</h2>
        <p className="ys-soft">{t(`next.${step.key}.why`)}</p>
      </div>
      {mayVisit(step.place, roles) && (
        <Button
          component={Link}
          to={placePath(slug, step.place)}
          rightSection={<IconArrowRight size={18} stroke={1.8} />}
        >
          {t("next.go", { place: t(`nav.${step.place}`) })}
        </Button>
      )}
    </section>
  );
}
