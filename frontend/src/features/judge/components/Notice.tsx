import { IconBolt } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "@/ui/LanguageSwitch";

interface Props {
  title: string;
  detail?: string;
  testid?: string;
  children?: ReactNode;
}

/** One centered card: a title, what it means, and what can be done. */
export function Notice({ title, detail, testid, children }: Props) {
  const { t } = useTranslation("common");
  return (
    <div className="jd-notice">
      <header>
        <span className="jd-brand">
          <span>
            <IconBolt size={18} stroke={2} aria-hidden />
          </span>
          {t("brand")}
        </span>
        <LanguageSwitch />
      </header>
      <main>
        <section className="jd-card" data-testid={testid}>
          <h1>{title}</h1>
          {detail && <p>{detail}</p>}
          {children}
        </section>
      </main>
    </div>
  );
}
