import { Button } from "@mantine/core";
import { IconDevices } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { OTHERS, type SignIn, useSignInEnd, useSignIns } from "../api/signIns";
import { deviceOf } from "../state/agent";
import { Day } from "./Day";

/** Where the account is signed in, and the way to end each. */
export function SignInsCard() {
  const { t } = useTranslation("account");
  const own = useSignIns();
  const ending = useSignInEnd();
  const rows = own.data ?? [];
  const others = rows.filter((row) => !row.this).length;
  return (
    <section className="ys-card" aria-labelledby="account-sign-ins">
      <h2 id="account-sign-ins">{t("signIns.title")}</h2>
      <div className="ys-stack">
        <p className="ys-soft">{t("signIns.why")}</p>
        {own.isPending && <Waiting />}
        <ProblemAlert error={own.error} onRetry={() => void own.refetch()} />
        <ProblemAlert error={ending.error} />
        <ul className="ac-list" data-testid="sign-ins">
          {rows.map((row) => (
            <Row
              key={row.id}
              row={row}
              busy={ending.isPending && ending.variables === row.id}
              onEnd={() => ending.mutate(row.id)}
            />
          ))}
        </ul>
        {others > 0 && (
          <div className="ys-row">
            <ConfirmButton
              variant="default"
              loading={ending.isPending && ending.variables === OTHERS}
              question={t("signIns.othersAsk", { count: others })}
              body={<p className="ys-soft">{t("signIns.othersWhy")}</p>}
              confirm={t("signIns.others")}
              onConfirm={() => ending.mutate(OTHERS)}
              testid="sign-ins-end-others"
            >
              {t("signIns.others")}
            </ConfirmButton>
          </div>
        )}
      </div>
    </section>
  );
}

function Row({ row, busy, onEnd }: { row: SignIn; busy: boolean; onEnd: () => void }) {
  const { t } = useTranslation("account");
  const device = deviceOf(row.agent) ?? t("signIns.unknown");
  return (
    <li data-testid="sign-in" data-this={row.this || undefined}>
      <IconDevices size={22} stroke={1.8} aria-hidden />
      <div className="what">
        <strong>
          {device} {row.this && <span className="ys-chip ok">{t("signIns.this")}</span>}
        </strong>
        <span className="ys-muted">
          {t("signIns.since")} <Day at={row.since} clock /> · {t("signIns.seen")}{" "}
          <Day at={row.seen_at} clock />
        </span>
      </div>
      {!row.this && (
        <Button
          variant="default"
          loading={busy}
          onClick={onEnd}
          aria-label={`${t("signIns.end")}: ${device}`}
          data-testid="sign-in-end"
        >
          {t("signIns.end")}
        </Button>
      )}
    </li>
  );
}
