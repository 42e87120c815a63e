import { Button, Modal } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card, Named, Stage } from "../api/types";
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
        <p className="ys-soft">
          {missing.length > 0
            ? t("gate.missing", { name: words(card.name), count: missing.length })
            : t("gate.noWay", { name: words(card.name), stage: words(stage.name) })}
        </p>
        {missing.length > 0 && (
          <ul className="zn-missing">
            {missing.map((item) => (
              <li key={item.code} data-testid={`missing-${item.code}`}>
                <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
                {words(item.label)}
              </li>
            ))}
          </ul>
        )}
        <p className="ys-small ys-muted">{t("gate.safe")}</p>
        <div className="ys-row between">
          <Button variant="default" onClick={onClose}>
            {t("close")}
          </Button>
          {missing[0] && (
            <Button component={Link} to={place} hash={remedyOf(missing[0].code)} onClick={onClose}>
              {t("gate.goFill")}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
