import { Button, CopyButton, TextInput } from "@mantine/core";
import { IconLink } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { invitationCreate, peopleQuery } from "../api/entries";
import type { Invitation } from "../api/types";
import { useEntry } from "../state/context";

/** The link of a new invitation; the server keeps no copy that could be read again. */
function FreshLink({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation("team");
  const { edition } = useEntry();
  const url = new URL(invitation.url, location.origin).href;
  return (
    <div className="ys-note brand" data-testid="invitation-link">
      <IconLink size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{t("invite.ready")}</strong>
        <p className="tm-url">{url}</p>
        <p className="ys-small">
          {t("invite.once")} {t("invite.until")}{" "}
          <When at={invitation.expires_at} zone={edition.time_zone} />
        </p>
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} data-testid="invitation-copy">
              {copied ? t("copied") : t("copy")}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}

function Invite() {
  const { t } = useTranslation("team");
  const { entry } = useEntry();
  const [email, setEmail] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [made, setMade] = useState<Invitation | null>(null);
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      setMade(await invitationCreate(entry.id, email.trim()));
      setEmail("");
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="ys-card ys-stack">
      <h2>{t("invite.title")}</h2>
      <ProblemAlert error={error} />
      {made && <FreshLink invitation={made} />}
      <form className="ys-stack" noValidate onSubmit={(event) => void make(event)}>
        <TextInput
          label={t("invite.email")}
          description={t("invite.hint")}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-testid="invitation-email"
        />
        <div>
          <Button type="submit" loading={busy} data-testid="invitation-create">
            {t("invite.make")}
          </Button>
        </div>
      </form>
    </section>
  );
}

/** /team/:entry/people: who is in the team, and the link for who should be. */
export function People() {
  const { t } = useTranslation("team");
  const words = useWords();
  const { entry, edition, leader } = useEntry();
  const people = useQuery(peopleQuery(entry.id));
  return (
    <Page title={t("step.people")} width="reading">
      <div className="ys-stack wide">
        <ProblemAlert error={people.error} onRetry={() => void people.refetch()} />
        <section className="ys-card">
          <ul className="tm-people">
            {people.data?.map((one) => (
              <li key={one.id} className="tm-task">
                <span className="ys-avatar" aria-hidden>
                  {words(one.person.name).slice(0, 1)}
                </span>
                <div className="body">
                  <span className="name">{words(one.person.name)}</span>
                  <span className="ys-small ys-muted">
                    {t(`role.${one.role}`)} · {t("people.joined")}{" "}
                    <When at={one.joined_at} zone={edition.time_zone} plain />
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </section>
        {leader ? <Invite /> : <p className="ys-soft">{t("invite.leaderOnly")}</p>}
      </div>
    </Page>
  );
}
