import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { Relative, When } from "@/ui/When";
import { publicationQuery, usePrepare } from "../api/publications";
import type { Edition, Publication, PublicationKind, Round } from "../api/types";
import { approveReason, liveOf, openReason, prepareReason } from "../state/publication";
import { Hash } from "./Hash";
import { PublicationActs } from "./PublicationActs";
import { PublishedRows } from "./PublishedRows";
import { StateChip } from "./StateChip";
import { TwoPerson } from "./TwoPerson";

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
      {!live && (
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
  const { prepared_by, prepared_at, approved_by, approved_at, opened_at, publicity_until } =
    publication;
  return (
    <>
      <TwoPerson
        zone={zone}
        hands={[
          { label: t("publish.prepared"), person: prepared_by, at: prepared_at, done: true },
          {
            label: t("publish.approved"),
            person: approved_by,
            at: approved_at,
            done: approved_by !== null,
          },
        ]}
      />
      <dl className="og-hashes">
        <div>
          <dt>{t("hash.content")}</dt>
          <dd>
            <Hash value={publication.hash} testid="publication-hash" />
          </dd>
        </div>
        {opened_at && (
          <div>
            <dt>{t("publish.openedAt")}</dt>
            <dd>
              <When at={opened_at} zone={zone} seconds />
            </dd>
          </div>
        )}
        {publicity_until && (
          <div>
            <dt>{t("publish.until")}</dt>
            <dd data-testid="publicity-until">
              <When at={publicity_until} zone={zone} seconds />{" "}
              <span className="ys-muted">
                <Relative at={publicity_until} />
              </span>
            </dd>
          </div>
        )}
      </dl>
      <PublishedRows publication={publication} />
      <Todos publication={publication} />
      {opened_at ? (
        <p>
          <a className="og-biglink" href={`/c/${edition.slug}/results`}>
            {t("publish.seePage")}
          </a>
        </p>
      ) : (
        <PublicationActs
          publication={publication}
          approve={approveReason(publication, roles, me)}
          open={openReason(publication, roles)}
          mayCancel={roles.has("organizer") || roles.has("verifier")}
        />
      )}
    </>
  );
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
