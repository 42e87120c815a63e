import { useEffect } from "react";
import { useTranslation } from "react-i18next";

const AGAIN_MS = 10_000;

/** The wall after a fault: dark and calm, and the page anew by itself. */
export function ScreenFault() {
  const { t } = useTranslation("screen");
  useEffect(() => {
    const timer = setTimeout(() => location.reload(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="sc plain" data-testid="screen-fault">
      <h1>{t("fault.title")}</h1>
    </main>
  );
}
