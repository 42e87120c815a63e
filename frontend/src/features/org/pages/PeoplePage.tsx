import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { cursorOf } from "@/lib/pages";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { type Offices, officesQuery, peopleQuery, type PeopleWanted } from "../api/people";
import { Frame, type Here } from "../components/Frame";
import { GiveRole } from "../components/people/GiveRole";
import { OfferList } from "../components/people/OfferList";
import { PeopleTable } from "../components/people/PeopleTable";
import { ROLES } from "../state/offices";

interface Search {
  q?: string;
  role?: string;
  only?: string;
  ended?: string;
  cursor?: string;
}

/** /org/:edition/people: who holds which role, who is offered one. */
export function PeoplePage() {
  return <Frame place="people">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, slug }: Here) {
  const { t } = useTranslation("people");
  const host = edition.host.id;
  const offices = useQuery(officesQuery(host));
  const gives = offices.data && mayGive(offices.data);
  return (
    <Page
      title={t("title")}
      sub={t("sub")}
      actions={
        gives && (
          <>
            <Button
              variant="default"
              renderRoot={(props) => <Link to={`/org/${slug}/people/leave`} {...props} />}
              data-testid="leave-open"
            >
              {t("leave.open")}
            </Button>
            <GiveRole offices={offices.data} edition={edition.id} zone={edition.time_zone} />
          </>
        )
      }
    >
      <div className="ys-stack wide" data-testid="org-people">
        <ProblemAlert error={offices.error} onRetry={() => void offices.refetch()} />
        <OfferList host={host} zone={edition.time_zone} />
        <List host={host} edition={edition.id} zone={edition.time_zone} />
      </div>
    </Page>
  );
}

const mayGive = ({ roles, editions }: Offices) =>
  roles.length > 0 || editions.some((each) => each.roles.length > 0);

function List({ host, edition, zone }: { host: string; edition: string; zone: string }) {
  const { t } = useTranslation("people");
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (next: Search) =>
    void navigate({ to: ".", search: { ...search, cursor: undefined, ...next }, replace: true });
  const wanted: PeopleWanted = {
    q: search.q,
    role: search.role,
    edition: search.only ? edition : undefined,
    ended: search.ended !== undefined,
    cursor: search.cursor,
  };
  const list = useQuery(peopleQuery(host, wanted));
  const rows = list.data?.results ?? [];
  const next = cursorOf(list.data?.next ?? null);
  const previous = cursorOf(list.data?.previous ?? null);
  const narrowed = Boolean(search.q ?? search.role ?? search.only ?? search.ended);
  return (
    <>
      <Filters search={search} go={go} />
      {list.isPending && <Waiting />}
      <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
      {list.data && rows.length === 0 && (
        <EmptyState title={t(narrowed ? "noneFound" : "none")}>
          {t(narrowed ? "noneFoundWhy" : "noneWhy")}
        </EmptyState>
      )}
      {rows.length > 0 && <PeopleTable rows={rows} host={host} zone={zone} />}
      {(next ?? previous) && (
        <div className="ys-row between">
          <Button variant="default" disabled={!previous} onClick={() => go({ cursor: previous })}>
            {t("previous")}
          </Button>
          <Button variant="default" disabled={!next} onClick={() => go({ cursor: next })}>
            {t("next")}
          </Button>
        </div>
      )}
    </>
  );
}

function Filters({ search, go }: { search: Search; go: (next: Search) => void }) {
  const { t } = useTranslation("people");
  const [q, setQ] = useState(search.q ?? "");
  useEffect(() => {
    if (q === (search.q ?? "")) return undefined;
    const timer = setTimeout(() => go({ q: q || undefined }), 300);
    return () => clearTimeout(timer);
  });
  return (
    <div className="og-filters" role="search">
      <TextInput
        label={t("search")}
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
        data-testid="people-search"
      />
      <NativeSelect
        label={t("column.role")}
        value={search.role ?? ""}
        data={[
          { value: "", label: t("anyRole") },
          ...ROLES.map((value) => ({ value, label: t(`role.${value}`) })),
        ]}
        onChange={(event) => go({ role: event.currentTarget.value || undefined })}
        data-testid="people-role"
      />
      <NativeSelect
        label={t("column.where")}
        value={search.only ?? ""}
        data={[
          { value: "", label: t("anywhere") },
          { value: "edition", label: t("onlyEdition") },
        ]}
        onChange={(event) => go({ only: event.currentTarget.value || undefined })}
      />
      <NativeSelect
        label={t("state")}
        value={search.ended ?? ""}
        data={[
          { value: "", label: t("inForce") },
          { value: "yes", label: t("over") },
        ]}
        onChange={(event) => go({ ended: event.currentTarget.value || undefined })}
        data-testid="people-state"
      />
    </div>
  );
}
