import { Modal } from "@mantine/core";
import { Outlet } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { onSessionExpired } from "@/api/client";
import { useSession } from "@/api/session";
import { needsName } from "@/features/login/state/name";
import { SignIn } from "@/features/login/components/SignIn";
import { showLanguage } from "@/lib/i18n";
import { asLanguage } from "@/lib/language";
import { Waiting } from "@/ui/EmptyState";
import { Page, TopBar } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";

/** True from the first moment a page found its session gone until somebody signed in again. */
function useExpired(): [boolean, () => void] {
  const [expired, setExpired] = useState(false);
  useEffect(() => onSessionExpired(() => setExpired(true)), []);
  return [expired, () => setExpired(false)];
}

/** The first sign-in, in place: the address stays what the person opened. */
function Gate({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation("login");
  return (
    <>
      <TopBar />
      <Page title={t("title")} sub={t("sub")} width="narrow">
        {children}
      </Page>
    </>
  );
}

/** What is behind a sign-in. A lost session puts the sign-in on top and keeps the page below. */
export function Members() {
  const { t } = useTranslation("login");
  const session = useSession();
  const [expired, renewed] = useExpired();
  const [entered, setEntered] = useState(false);
  const data = session.data;
  const inside = data?.signed_in === true && !needsName(data);
  if (inside && !entered) setEntered(true);
  // Whose session it was, so that nobody types a known address again.
  const [email, setEmail] = useState("");
  const address = data?.account?.email;
  if (address && address !== email) setEmail(address);
  const language = asLanguage(data?.account?.language);
  const greeted = useRef("");
  useEffect(() => {
    // Once for each account: later the switch leads, and an older answer must not undo it.
    if (!address || greeted.current === address) return;
    greeted.current = address;
    const asked = new URLSearchParams(location.search).has("lang");
    if (language && !asked) void showLanguage(language, false);
  }, [address, language]);

  if (!entered && session.isPending) return <Waiting />;
  if (!entered && session.isError) {
    return (
      <Gate>
        <ProblemAlert error={session.error} onRetry={() => void session.refetch()} />
      </Gate>
    );
  }
  if (!entered) {
    return (
      <Gate>
        <section className="ys-card">
          <SignIn onDone={() => undefined} />
        </section>
      </Gate>
    );
  }
  return (
    <>
      <Outlet />
      <Modal
        opened={expired || data?.signed_in === false}
        onClose={() => undefined}
        withCloseButton={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
        title={t("expired.title")}
      >
        <div className="ys-stack" data-testid="session-expired">
          <p className="ys-soft">{t("expired.detail")}</p>
          <SignIn onDone={renewed} known={email} />
        </div>
      </Modal>
    </>
  );
}
