import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

/** Shown once: to print, or to copy by hand. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation("account");
  return (
    <div className="ac-codes" role="region" aria-label={t("recovery.title")}>
      <h3>{t("recovery.title")}</h3>
      <p className="ys-soft">{t("recovery.why")}</p>
      <ul data-testid="recovery-codes">
        {codes.map((code) => (
          <li key={code} className="num">
            {code.slice(0, 5)} {code.slice(5)}
          </li>
        ))}
      </ul>
      <div className="ys-row ys-noprint">
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.8} aria-hidden />}
          onClick={() => window.print()}
        >
          {t("recovery.print")}
        </Button>
        <Button onClick={onDone} data-testid="recovery-kept">
          {t("recovery.kept")}
        </Button>
      </div>
    </div>
  );
}
