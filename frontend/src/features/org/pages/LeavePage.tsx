import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { departuresQuery, type Held, peopleQuery, useLeave } from "../api/people";
import { Frame, type Here } from "../components/Frame";

/** /org/:edition/people/leave: somebody's last day, or a contractor's, in one press. */
export function LeavePage() {
  return <Frame place="people">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, slug }: Here) {
  const { t } = useTranslation("people");
  const host = edition.host.id;
  const people = useQuery(peopleQuery(host, {}));
  return (
    <Page title={t("leave.title")} sub={t("leave.sub")} width="reading">
      <div className="ys-stack wide" data-testid="org-leave">
        {people.isPending && <Waiting />}
        <ProblemAlert error={people.error} onRetry={() => void people.refetch()} />
        {people.data && (
          <Form held={people.data.results} host={host} edition={edition.id} slug={slug} />
        )}
        <Past host={host} slug={slug} zone={edition.time_zone} />
      </div>
    </Page>
  );
}

interface FormProps {
  held: Held[];
  host: string;
  edition: string;
  slug: string;
}

const GUEST = "guest:";

/** Distinct people and guest organizations of roles that the viewer may end. */
function whoMayLeave(held: Held[], edition: string, me: string | undefined) {
  const mine = held.filter(({ may, person }) => may.end && person.id !== me);
  const people = new Map(mine.map(({ person }) => [person.id, person.name]));
  const guests = new Map(
    mine.flatMap(({ organization, edition: at }) =>
      organization && at?.id === edition ? [[organization.id, organization.name] as const] : [],
    ),
  );
  return { people, guests };
}

function Form({ held, host, edition, slug }: FormProps) {
  const { t } = useTranslation("people");
  const words = useWords();
  const navigate = useNavigate();
  const session = useSession();
  const leave = useLeave(host);
  const [who, setWho] = useState("");
  const [successor, setSuccessor] = useState("");
  const [reason, setReason] = useState("");
  const { people, guests } = whoMayLeave(held, edition, session.data?.person?.id);
  const guest = who.startsWith(GUEST) ? who.slice(GUEST.length) : null;
  const name = words(guest ? guests.get(guest) : people.get(who));
  const heirs = new Map(held.map(({ person }) => [person.id, person.name]));
  const press = () =>
    leave.mutate(
      {
        person: guest ? null : who,
        organization: guest,
        edition: guest ? edition : null,
        successor: successor || null,
        reason: reason.trim(),
      },
      { onSuccess: ({ id }) => void navigate({ to: `/org/${slug}/people/leave/${id}` }) },
    );
  const ready = who !== "" && reason.trim() !== "";
  return (
    <section className="ys-card ys-stack">
      <NativeSelect
        label={t("leave.who")}
        value={who}
        data={[
          { value: "", label: t("choose") },
          ...(guests.size > 0
            ? [
                {
                  group: t("leave.guests"),
                  items: [...guests].map(([id, each]) => ({
                    value: GUEST + id,
                    label: words(each),
                  })),
                },
              ]
            : []),
          {
            group: t("leave.people"),
            items: [...people].map(([id, each]) => ({ value: id, label: words(each) })),
          },
        ]}
        onChange={(event) => setWho(event.currentTarget.value)}
        data-testid="leave-who"
      />
      <NativeSelect
        label={t("leave.successor")}
        description={t("leave.successorHint")}
        value={successor}
        data={[
          { value: "", label: t("leave.nobody") },
          ...[...heirs]
            .filter(([id]) => id !== who)
            .map(([id, each]) => ({ value: id, label: words(each) })),
        ]}
        onChange={(event) => setSuccessor(event.currentTarget.value)}
        data-testid="leave-successor"
      />
      <TextInput
        label={t("leave.reason")}
        description={t("leave.reasonHint")}
        value={reason}
        maxLength={300}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="leave-reason"
      />
      <ul className="ys-small ys-soft">
        {["roles", "sessions", "links", "work"].map((each) => (
          <li key={each}>{t(`leave.ends.${each}`)}</li>
        ))}
      </ul>
      <ProblemAlert error={leave.error} safe={leave.error ? t("leave.safe") : undefined} />
      {ready ? (
        <ConfirmButton
          loading={leave.isPending}
          question={t("leave.ask", { name })}
          confirm={t("leave.act")}
          body={<p>{t("leave.why")}</p>}
          onConfirm={press}
          testid="leave-press"
        >
          {t("leave.act")}
        </ConfirmButton>
      ) : (
        <p className="ys-small ys-muted">{t("leave.fill")}</p>
      )}
    </section>
  );
}

/** The last days that were, each with its report. */
function Past({ host, slug, zone }: { host: string; slug: string; zone: string }) {
  const { t } = useTranslation("people");
  const words = useWords();
  const past = useQuery(departuresQuery(host));
  if (!past.error && !past.data?.length) return null;
  return (
    <section className="ys-card">
      <h2>{t("leave.past")}</h2>
      <ProblemAlert error={past.error} onRetry={() => void past.refetch()} />
      <ul className="og-offers">
        {past.data?.map((each) => (
          <li key={each.id}>
            <Link to={`/org/${slug}/people/leave/${each.id}`}>
              {each.organization
                ? words(each.organization.name)
                : each.people.map(({ name }) => words(name)).join(t("comma"))}
            </Link>
            <span className="ys-small ys-soft">
              <When at={each.at} zone={zone} plain />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
