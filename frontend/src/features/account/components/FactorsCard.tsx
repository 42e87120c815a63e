import { Button } from "@mantine/core";
import { IconDeviceMobile, IconFingerprint, IconShieldCheck } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  appRemove,
  type Factor,
  type FactorType,
  factorsOwn,
  keyRemove,
  recoveryRead,
  recoveryRenew,
} from "@/api/factors";
import { passkeysWork } from "@/lib/passkey";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { Waiting } from "@/ui/EmptyState";
import { FactorNote } from "@/ui/FactorNote";
import { ProblemAlert } from "@/ui/Problem";
import { AddApp } from "./AddApp";
import { AddPasskey } from "./AddPasskey";
import { Day } from "./Day";
import { RecoveryCodes } from "./RecoveryCodes";

const ICONS = {
  totp: IconDeviceMobile,
  webauthn: IconFingerprint,
  recovery_codes: IconShieldCheck,
};

/** The second factors: what there is, one more, one less, and codes for a lost phone. */
export function FactorsCard() {
  const { t } = useTranslation("account");
  const client = useQueryClient();
  const own = useQuery({ queryKey: ["factors"], queryFn: factorsOwn });
  const [adding, setAdding] = useState<"app" | "key" | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const changed = () => client.invalidateQueries({ queryKey: ["factors"] });
  const attempt = async (work: () => Promise<unknown>) => {
    setError(null);
    try {
      await work();
    } catch (fault) {
      setError(fault);
    }
    await changed();
  };
  const added = () =>
    attempt(async () => {
      setAdding(null);
      // Only the first reading after the first factor shows them.
      const recovery = await recoveryRead();
      if (recovery.unused_codes) setCodes(recovery.unused_codes);
    });
  const renew = () => attempt(async () => setCodes((await recoveryRenew()).unused_codes ?? null));
  const remove = (factor: Factor) =>
    attempt(async () => {
      setCodes(null);
      await (factor.type === "totp" ? appRemove() : keyRemove(factor.id ?? 0));
    });
  const rows = own.data ?? [];
  const has = (type: FactorType) => rows.some((factor) => factor.type === type);
  return (
    <section className="ys-card" aria-labelledby="account-factors">
      <h2 id="account-factors">{t("factors.title")}</h2>
      <div className="ys-stack">
        <p className="ys-soft">{t("factors.why")}</p>
        {own.isPending && <Waiting />}
        <ProblemAlert error={own.error} onRetry={() => void own.refetch()} />
        <FactorNote error={error} />
        {own.isSuccess && rows.length === 0 && (
          <p data-testid="factors-none">{t("factors.none")}</p>
        )}
        <ul className="ac-list">
          {rows.map((factor) => (
            <Row
              key={`${factor.type}-${factor.id ?? 0}`}
              factor={factor}
              onRemove={() => remove(factor)}
              onRenew={renew}
            />
          ))}
        </ul>
        {codes && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
        {adding === "app" && <AddApp onDone={() => void added()} onBack={() => setAdding(null)} />}
        {adding === "key" && (
          <AddPasskey onDone={() => void added()} onBack={() => setAdding(null)} />
        )}
        {adding === null && own.isSuccess && (
          <div className="ys-row">
            {!has("totp") && (
              <Button
                variant={rows.length ? "default" : "filled"}
                onClick={() => setAdding("app")}
                data-testid="factor-add-app"
              >
                {t("factors.addApp")}
              </Button>
            )}
            {passkeysWork() && (
              <Button
                variant="default"
                onClick={() => setAdding("key")}
                data-testid="factor-add-passkey"
              >
                {t("factors.addKey")}
              </Button>
            )}
          </div>
        )}
      </div>
    </section>
  );
}

interface RowProps {
  factor: Factor;
  onRemove: () => Promise<void>;
  onRenew: () => Promise<void>;
}

function Row({ factor, onRemove, onRenew }: RowProps) {
  const { t } = useTranslation("account");
  const Icon = ICONS[factor.type];
  const recovery = factor.type === "recovery_codes";
  const name = factor.type === "webauthn" ? (factor.name ?? "") : t(`factors.${factor.type}`);
  return (
    <li data-testid={`factor-${factor.type}`}>
      <Icon size={22} stroke={1.8} aria-hidden />
      <div className="what">
        <strong>{name}</strong>
        <span className="ys-muted">
          {recovery ? (
            t("factors.left", { count: factor.unused_code_count ?? 0 })
          ) : (
            <>
              {t("factors.since")} <Day at={factor.created_at * 1000} />
            </>
          )}
        </span>
      </div>
      <ConfirmButton
        variant="default"
        question={t(recovery ? "recovery.ask" : "factors.removeAsk", { name })}
        body={<p className="ys-soft">{t(recovery ? "recovery.renewWhy" : "factors.removeWhy")}</p>}
        confirm={t(recovery ? "recovery.renew" : "factors.remove")}
        onConfirm={recovery ? onRenew : onRemove}
        testid={`factor-${recovery ? "renew" : "remove"}-${factor.type}`}
      >
        {t(recovery ? "recovery.renew" : "factors.remove")}
      </ConfirmButton>
    </li>
  );
}
