import { useTranslation } from "react-i18next";

interface Props {
  value: string;
  onChange: (digits: string) => void;
  disabled?: boolean;
}

/** The digits of a text, full-width ones too, six at most. */
export const digitsOf = (text: string): string =>
  text.normalize("NFKC").replace(/\D/g, "").slice(0, 6);

/** Six boxes that are one field: typing, pasting and deleting work as anywhere. */
export function CodeField({ value, onChange, disabled = false }: Props) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const at = Math.min(value.length, 5);
  return (
    <div className="jd-code">
      <input
        aria-label={t("code.label")}
        data-testid="code-input"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]*"
        value={value}
        readOnly={disabled}
        // The one thing that this page is for.
        autoFocus
        onChange={(event) => onChange(digitsOf(event.currentTarget.value))}
      />
      <div aria-hidden>
        {Array.from({ length: 6 }, (_, place) => (
          <span key={place} className={place === at ? "here" : undefined}>
            {value[place] ?? ""}
          </span>
        ))}
      </div>
    </div>
  );
}
