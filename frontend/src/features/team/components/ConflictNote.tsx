import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Money } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { grouped, textOf } from "@/lib/money";
import type { Conflict } from "../state/autosave";
import { useEntry } from "../state/context";

/** A field's value in words, whatever the field. */
function useShown(): (conflict: Conflict, value: unknown) => string {
  const { t } = useTranslation(["team", "common"]);
  const words = useWords();
  const { edition } = useEntry();
  return ({ field }, value) => {
    if (value === null || value === "") return t("conflict.empty");
    if (field === "track" || field === "division") {
      const choices = field === "track" ? edition.tracks : edition.divisions;
      return words(choices.find(({ id }) => id === value)?.name);
    }
    if (field === "planned_investment") {
      return t("common:money.yuan", { amount: grouped(textOf((value as Money).minor, "yuan")) });
    }
    if (field === "landing_intent") return t(`landing.${value as string}`);
    return typeof value === "string" ? value : "";
  };
}

/** Two people changed one field: both values, and a button on each. */
export function ConflictNote({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation("team");
  const { autosave } = useEntry();
  const shown = useShown();
  return (
    <div className="ys-note bad" role="alert" data-testid={`conflict-${conflict.field}`}>
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{t("conflict.title", { field: t(`field.${conflict.field}`) })}</strong>
        <p className="ys-small">{t("conflict.detail")}</p>
        <div className="tm-sides">
          {(["mine", "theirs"] as const).map((side) => (
            <div key={side} className="tm-side">
              <span className="ys-small ys-muted">{t(`conflict.${side}.label`)}</span>
              <p>{shown(conflict, conflict[side])}</p>
              <Button
                variant="default"
                onClick={() => autosave.resolve(conflict.field, side)}
                data-testid={`conflict-${side}`}
              >
                {t(`conflict.${side}.use`)}
              </Button>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
