import { Button } from "@mantine/core";
import { useState } from "react";
import { useParam } from "@/lib/params";
import { useTranslation } from "react-i18next";
import type { FactorType } from "@/api/factors";
import { useSession } from "@/api/session";
import { Page, TopBar } from "@/ui/Page";
import { codeConfirm } from "../api/codes";
import { needsName } from "../state/name";
import { AskName } from "./AskName";
import { FaultNote } from "./FaultNote";
import { SecondStep } from "./SecondStep";
import { useLeave } from "./LoginPage";

/** /login/link/:code: opening consumes nothing; the button signs in. */
export function LinkPage() {
  const { t } = useTranslation("login");
  const code = useParam("code");
  const session = useSession();
  const leave = useLeave();
  const [types, setTypes] = useState<FactorType[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      setTypes(await codeConfirm(code));
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  const signedIn = session.data?.signed_in === true;
  return (
    <>
      <TopBar />
      <Page title={t("link.title")} width="narrow">
        <section className="ys-card ys-stack">
          {signedIn && needsName(session.data) ? (
            <AskName onDone={leave} />
          ) : signedIn ? (
            <>
              <p>{t("link.signedIn")}</p>
              <Button onClick={leave} fullWidth data-testid="login-continue">
                {t("link.continue")}
              </Button>
            </>
          ) : types ? (
            <SecondStep types={types} onDone={() => setTypes(null)} />
          ) : (
            <>
              <p>{t("link.body")}</p>
              <FaultNote error={error} />
              <Button
                loading={busy}
                fullWidth
                onClick={() => void confirm()}
                data-testid="login-link-confirm"
              >
                {t("link.confirm")}
              </Button>
              {error !== null && (
                <Button component="a" href="/login" variant="default" fullWidth>
                  {t("link.again")}
                </Button>
              )}
            </>
          )}
        </section>
      </Page>
    </>
  );
}
