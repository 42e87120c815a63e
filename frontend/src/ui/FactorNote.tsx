import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { FactorError } from "@/api/factors";
import { PasskeyDeclined } from "@/lib/passkey";
import { ProblemAlert } from "./Problem";

/** Why a factor, a code or a password was not taken, and what to do. */
export function FactorNote({ error }: { error: unknown }) {
  const { t } = useTranslation("factor");
  if (!error) return null;
  const declined = error instanceof PasskeyDeclined;
  if (!declined && !(error instanceof FactorError)) return <ProblemAlert error={error} />;
  const fault = declined ? "declined" : error.fault;
  const words = declined ? [] : error.words;
  return (
    <div className="ys-note bad" role="alert" data-testid="factor-fault" data-fault={fault}>
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{t(`fault.${fault}.title`)}</strong>
        {words.length > 0 ? (
          words.map((each) => <p key={each}>{each}</p>)
        ) : (
          <p>{t(`fault.${fault}.detail`)}</p>
        )}
      </div>
    </div>
  );
}
