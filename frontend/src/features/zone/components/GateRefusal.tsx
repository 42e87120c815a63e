import { Button, Modal } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { GateChecklist } from "@/ui/GateChecklist";
import type { Card, Named, Stage } from "../api/types";
import { ZONE } from "../state/clock";
import { remedyOf } from "../state/gate";

export interface Refusal {
  card: Card;
  stage: Stage;
  missing: Named[];
}

/** A kind no: what is missing, where to put it right, and that nothing has changed. */
export function GateRefusal({ refusal, onClose }: { refusal: Refusal; onClose: () => void }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const { card, stage, missing } = refusal;
  const place = `/zone/p/${card.id}`;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("gate.closed", { stage: words(stage.name) })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className="ys-stack" data-testid="gate-missing">
        {missing.length > 0 ? (
          <GateChecklist
            items={missing.map((item) => ({
              code: item.code,
              label: words(item.label),
              state: "missing",
              remedy: (
                <Link
                  to={place}
                  hash={remedyOf(item.code)}
                  onClick={onClose}
                  aria-label={t("gate.goFillNamed", { what: words(item.label) })}
                >
                  {t("gate.goFill")}
                </Link>
              ),
            }))}
            refused={t("gate.missing", { name: words(card.name), count: missing.length })}
            zone={ZONE}
          />
        ) : (
          <p className="ys-soft">
            {t("gate.noWay", { name: words(card.name), stage: words(stage.name) })}
          </p>
        )}
        <p className="ys-small ys-muted">{t("gate.safe")}</p>
        <div className="ys-row">
          <Button variant="default" onClick={onClose}>
            {t("close")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
