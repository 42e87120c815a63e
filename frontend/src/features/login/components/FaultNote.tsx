import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { CodeError } from "../api/codes";

/** Why the sign-in step did not happen and what to do. */
export function FaultNote({ error }: { error: unknown }) {
  const { t } = useTranslation("login");
  if (!(error instanceof CodeError)) return error ? <ProblemAlert error={error} /> : null;
  return (
    <div className="ys-note bad" role="alert" data-testid="login-fault" data-fault={error.fault}>
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{t(`fault.${error.fault}.title`)}</strong>
        <p>{t(`fault.${error.fault}.detail`)}</p>
      </div>
    </div>
  );
}
