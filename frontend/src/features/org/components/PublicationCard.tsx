import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { TwoPersonApproval } from "@/ui/TwoPersonApproval";
import { Relative, When } from "@/ui/When";
import { publicationQuery, usePrepare, usePublicationStep } from "../api/publications";
import type { Edition, Publication, PublicationKind, Round } from "../api/types";
import { approveReason, liveOf, mayDecide, openReason, prepareReason } from "../state/publication";
import { PublicationActs } from "./PublicationActs";
import { PublishedRows } from "./PublishedRows";
import { StateChip } from "./StateChip";

interface Props {
  kind: PublicationKind;
  round: Round;
  edition: Edition;
  roles: Set<string>;
}

/** One list on its way to the public: prepared, approved over the same hash, opened. */
export function PublicationCard({ kind, round, edition, roles }: Props) {
  const { t } = useTranslation("org");
  const live = liveOf(round, kind);
  const publication = useQuery({
    ...publicationQuery(live?.id ?? ""),
    enabled: live !== undefined,
    refetchInterval: live?.state === "opened" ? false : 5_000,
  });
  const prepare = usePrepare(round.id);
  const why = prepareReason(round, kind, roles);
  const offers = mayDecide(roles);
  return (
    <section className="ys-card ys-stack" data-testid={`publication-${kind}`}>
      <div className="ys-row between">
        <h2>{t(`publish.${kind}`)}</h2>
        {live ? (
          <StateChip of="publication" state={live.state} />
        ) : (
          <span className="ys-chip">{t("publish.none")}</span>
        )}
      </div>
      <p className="ys-soft">{t(`publish.${kind}.why`)}</p>
      {!live && offers && (
        <>
          <div>
            <ReasonedButton
              reason={why && t(`prepare.${why}`)}
              busy={prepare.isPending}
              onAct={() => prepare.mutate(kind)}
              testid="publish-prepare"
            >
              {t("publish.prepare")}
            </ReasonedButton>
          </div>
          <ProblemAlert error={prepare.error} safe={t("publish.safe")} />
        </>
      )}
      {live && publication.isPending && <Waiting />}
      <ProblemAlert error={publication.error} onRetry={() => void publication.refetch()} />
      {live && publication.data && (
        <Standing publication={publication.data} edition={edition} roles={roles} />
      )}
    </section>
  );
}

interface StandingProps {
  publication: Publication;
  edition: Edition;
  roles: Set<string>;
}

function Standing({ publication, edition, roles }: StandingProps) {
  const { t } = useTranslation("org");
  const session = useSession();
  const me = session.data?.person?.id;
  const zone = edition.time_zone;
  const approving = usePublicationStep(publication, "approve");
  const opening = usePublicationStep(publication, "open");
  const { prepared_by, prepared_at, approved_by, approved_at, opened_at, publicity_until } =
    publication;
  const refused = approveReason(publication, roles, me);
  return (
    <>
      <PublishedRows publication={publication} />
      <TwoPersonApproval
        zone={zone}
        me={me}
        hands={[
          { label: t("publish.prepared"), person: prepared_by, at: prepared_at },
          { label: t("publish.approved"), person: approved_by, at: approved_at },
        ]}
        voided={publication.state === "void"}
        what={{
          title: t("publish.preview", { count: publication.document.rows.length }),
          facts: standingFacts(t, zone, opened_at, publicity_until),
          hash: publication.hash,
        }}
        hashTestid="publication-hash"
        refused={refused && t(`approve.${refused}`)}
        act={
          publication.state === "prepared" && mayDecide(roles)
            ? {
                label: t("publish.approve"),
                question: t("publish.approveAsk"),
                why: t("publish.approveWhy"),
                onAct: () => approving.mutate(),
                busy: approving.isPending,
                testid: "publish-approve",
              }
            : null
        }
        error={approving.error ?? opening.error}
        safe={t("publish.safe")}
      >
        {!opened_at && mayDecide(roles) && (
          <PublicationActs
            publication={publication}
            open={openReason(publication, roles)}
            opening={opening}
            mayCancel={roles.has("organizer") || roles.has("verifier")}
          />
        )}
      </TwoPersonApproval>
      <Todos publication={publication} />
      {opened_at && (
        <p>
          <a className="og-biglink" href={`/c/${edition.slug}/results`}>
            {t("publish.seePage")}
          </a>
        </p>
      )}
    </>
  );
}

/** Since when it is public, and until when objections are heard. */
function standingFacts(
  t: TFunction<"org">,
  zone: string,
  opened: string | null,
  until: string | null,
) {
  return [
    ...(opened
      ? [{ label: t("publish.openedAt"), value: <When at={opened} zone={zone} seconds /> }]
      : []),
    ...(until
      ? [
          {
            label: t("publish.until"),
            value: (
              <span data-testid="publicity-until">
                <When at={until} zone={zone} seconds />{" "}
                <span className="ys-muted">
                  <Relative at={until} zone={zone} />
                </span>
              </span>
            ),
          },
        ]
      : []),
  ];
}

function Todos({ publication }: { publication: Publication }) {
  const { t } = useTranslation("org");
  const { todos, document } = publication;
  if (todos.length === 0) return null;
  const number = (entry: string | null) =>
    document.rows.find((row) => row.entry === entry)?.number ?? "";
  return (
    <div data-testid="publication-todos">
      <h3>{t("publish.todos", { count: todos.length })}</h3>
      <ul className="og-lines">
        {todos.map((todo) => (
          <li key={`${todo.step}/${todo.code}/${todo.entry}`}>
            <span>
              <span className="num">{number(todo.entry)}</span>{" "}
              {t(`todoCode.${todo.code}`, { defaultValue: todo.code })}
            </span>
            {todo.done && <span className="ys-chip ok">{t("desk.ok")}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
