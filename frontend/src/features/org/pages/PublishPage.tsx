import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { roundQuery } from "../api/round";
import { Frame, type Here } from "../components/Frame";
import { PublicationCard } from "../components/PublicationCard";

/** The two lists: proposed first, final after its publicity; each takes two people. */
export function PublishPage() {
  return <Frame place="publish">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, round, roles }: Here) {
  const { t } = useTranslation("org");
  const details = useQuery({
    ...roundQuery(round?.id ?? ""),
    enabled: round !== undefined,
    refetchInterval: 10_000,
  });
  return (
    <Page title={t("publish.title")} sub={t("publish.sub")} width="reading">
      <div className="ys-stack" data-testid="publish">
        {!round && <EmptyState title={t("round.none")}>{t("round.noneWhy")}</EmptyState>}
        {round && details.isPending && <Waiting />}
        <ProblemAlert error={details.error} onRetry={() => void details.refetch()} />
        {round &&
          details.data &&
          (["proposed", "final"] as const).map((kind) => (
            <PublicationCard
              key={kind}
              kind={kind}
              round={details.data}
              edition={edition}
              roles={roles}
            />
          ))}
      </div>
    </Page>
  );
}
