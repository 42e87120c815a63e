import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { Page, TopBar } from "@/ui/Page";
import { needsName } from "../state/name";
import { homeOf } from "../state/home";
import { SignIn } from "./SignIn";

/** Leaves for where the person was going, or for the page of their role. */
export function useLeave(): () => void {
  const session = useSession();
  return () => location.assign(homeOf(session.data, new URLSearchParams(location.search)));
}

/** /login: sign in, then go on. */
export function LoginPage() {
  const { t } = useTranslation("login");
  const session = useSession();
  const leave = useLeave();
  const ready = session.data?.signed_in === true && !needsName(session.data);
  useEffect(() => {
    if (ready) leave();
  });
  return (
    <>
      <TopBar />
      <Page title={t("title")} sub={t("sub")} width="narrow">
        <section className="ys-card">
          <SignIn onDone={() => undefined} />
        </section>
      </Page>
    </>
  );
}
