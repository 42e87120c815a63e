import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Money } from "@/api/types";
import { grouped, minorOf, MONEY_UNITS, type MoneyUnit, textOf, unitFor } from "@/lib/money";
import { PLANNED } from "../state/fields";

interface Props {
  value: Money | null;
  disabled: boolean;
  onChange: (value: Money | null) => void;
}

/** An amount with a unit beside it and the exact yuan below. */
export function InvestmentField({ value, disabled, onChange }: Props) {
  const { t } = useTranslation(["team", "common"]);
  const [unit, setUnit] = useState<MoneyUnit>(() => (value ? unitFor(value.minor) : "wan"));
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const text = typed ?? (value ? textOf(value.minor, unit) : "");
  const minor = minorOf(text, unit);
  const type = (next: string, inUnit: MoneyUnit) => {
    setTyped(next);
    const amount = minorOf(next, inUnit);
    if (amount === undefined) return;
    onChange(amount === null ? null : { kind: PLANNED, currency: "CNY", minor: amount });
  };
  const switchUnit = (next: MoneyUnit) => {
    setUnit(next);
    // The amount stays, its text changes; what is no amount yet stays as typed.
    setTyped(minor === null || minor === undefined ? text : textOf(minor, next));
  };
  const echo = minor
    ? t("form.echo", { amount: grouped(textOf(minor, "yuan")) })
    : t("form.moneyHint");
  return (
    <div>
      <div className="tm-money">
        <TextInput
          label={t("field.planned_investment")}
          inputMode="decimal"
          value={text}
          disabled={disabled}
          error={left && minor === undefined}
          onBlur={() => setLeft(true)}
          onChange={(event) => type(event.currentTarget.value, unit)}
          data-testid="entry-investment"
        />
        <NativeSelect
          aria-label={t("form.unit")}
          value={unit}
          disabled={disabled}
          data={MONEY_UNITS.map((one) => ({ value: one, label: t(`unit.${one}`) }))}
          onChange={(event) => switchUnit(event.currentTarget.value as MoneyUnit)}
          data-testid="entry-investment-unit"
        />
      </div>
      <p className="ys-small tm-echo num" aria-live="polite" data-testid="investment-echo">
        {left && minor === undefined ? (
          <span className="tm-bad">{t("form.moneyWrong")}</span>
        ) : (
          <span className="ys-muted">{echo}</span>
        )}
      </p>
    </div>
  );
}
