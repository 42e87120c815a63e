import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";

const KEYS = ["space", "s", "r", "n"] as const;

/** The single keys of the console, and the switch that turns them off. */
export function KeysCard({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  const { t } = useTranslation("org");
  return (
    <section className="card og-keys">
      <h2>{t("keys.title")}</h2>
      <dl>
        {KEYS.map((key) => (
          <div key={key}>
            <dt>
              <kbd className="ys-kbd">{key === "space" ? t("keys.space") : key.toUpperCase()}</kbd>
            </dt>
            <dd>{t(`keys.${key}.does`)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        label={t("keys.on")}
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </section>
  );
}
