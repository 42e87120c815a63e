import { IconCup } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import type { EditionSummary } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { Shell } from "@/ui/Shell";
import { When } from "@/ui/When";
import { editionsQuery } from "../api/editions";
import { StateChip } from "../components/StateChip";
import { editionsOf, rolesFor } from "../state/roles";

/** The editions that the person works on. */
export function HomePage() {
  const { t } = useTranslation("org");
  const session = useSession();
  const editions = useQuery(editionsQuery);
  const mine = editionsOf(session.data, editions.data ?? []);
  return (
    <Shell
      label={t("nav")}
      items={[{ href: "/org", label: t("nav.editions"), icon: IconCup, current: true }]}
      crumbs={<b>{t("nav.org")}</b>}
    >
      <Page title={t("home.title")} sub={t("home.sub")}>
        <div className="ys-stack" data-testid="org-home">
          {editions.isPending && <Waiting shape="cards" />}
          <ProblemAlert error={editions.error} onRetry={() => void editions.refetch()} />
          {editions.data && mine.length === 0 && (
            <EmptyState title={t("home.empty")}>{t("home.emptyWhy")}</EmptyState>
          )}
          {mine.map((edition) => (
            <EditionCard key={edition.id} edition={edition} />
          ))}
        </div>
      </Page>
    </Shell>
  );
}

function EditionCard({ edition }: { edition: EditionSummary }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const session = useSession();
  const roles = [...rolesFor(session.data, edition)];
  return (
    <article className="ys-card og-edition" data-testid={`edition-${edition.slug}`}>
      <div className="ys-row between">
        <h2>
          <Link to={`/org/${edition.slug}`}>{words(edition.name)}</Link>
        </h2>
        <StateChip of="edition" state={edition.state} />
      </div>
      <p className="ys-soft">{words(edition.contest.name)}</p>
      <p className="ys-small ys-muted">
        {t("home.closes")} <When at={edition.closes_at} zone={edition.time_zone} />
        {" · "}
        {roles.map((role) => t(`role.${role}`)).join(t("listComma"))}
      </p>
    </article>
  );
}
