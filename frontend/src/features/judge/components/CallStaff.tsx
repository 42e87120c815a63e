import { IconBell } from "@tabler/icons-react";
import { lazy, memo, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { AHEAD } from "../state/ahead";

const CallSheet = lazy(() => AHEAD.call().then((module) => ({ default: module.CallSheet })));

/** Asks somebody over. */
export const CallStaff = memo(function CallStaff() {
  const { t } = useTranslation("judge");
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="jd-btn jd-call"
        aria-label={t("call.open")}
        data-testid="call-staff"
        onClick={() => setOpen(true)}
      >
        <IconBell size={20} stroke={1.8} aria-hidden />
        <span className="lg">{t("call.open")}</span>
        <span className="sm">{t("call.short")}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <CallSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
});
