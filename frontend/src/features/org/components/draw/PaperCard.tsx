import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";
import type { DrawPaper, DrawSheet } from "../../api/draw";
import { PaperConfirm } from "./PaperConfirm";
import { PaperType } from "./PaperType";

interface Props {
  round: string;
  sheet: DrawSheet;
  zone: string;
}

/** A paper draw: typed once, and once more by somebody else; nothing holds before both agree. */
export function PaperCard({ round, sheet, zone }: Props) {
  const { t } = useTranslation("draw");
  const [again, setAgain] = useState(false);
  const { paper, may } = sheet;
  const typing = may.includes("type") && (paper === null || again);
  return (
    <section className="ys-card ys-stack" data-testid="draw-paper">
      <h2>{t("paper.title")}</h2>
      {paper && <Typed paper={paper} zone={zone} />}
      {paper && may.includes("type") && !again && (
        <div>
          <Button variant="default" onClick={() => setAgain(true)} data-testid="paper-again">
            {t("paper.again")}
          </Button>
        </div>
      )}
      {typing && (
        <PaperType
          key={paper?.version ?? 0}
          round={round}
          sheet={sheet}
          onDone={() => setAgain(false)}
        />
      )}
      {paper && may.includes("confirm") && (
        <PaperConfirm key={paper.version} round={round} sheet={sheet} paper={paper} />
      )}
      {paper === null && !may.includes("type") && <p className="ys-soft">{t("paper.waits")}</p>}
    </section>
  );
}

/** Who typed it and who agreed. */
export function Typed({ paper, zone }: { paper: DrawPaper; zone: string }) {
  const { t } = useTranslation("draw");
  const words = useWords();
  const agreed = paper.confirmed_by;
  return (
    <dl className="og-facts" data-testid="paper-facts">
      <div>
        <dt>{t("paper.form")}</dt>
        <dd>{paper.form}</dd>
      </div>
      <div>
        <dt>{t("paper.typedBy")}</dt>
        <dd>
          {words(paper.typed_by.name)}
          <small>
            <When at={paper.typed_at} zone={zone} plain />
          </small>
        </dd>
      </div>
      <div>
        <dt>{t("paper.confirmedBy")}</dt>
        <dd>
          {agreed ? words(agreed.name) : t("paper.nobodyYet")}
          {agreed && paper.confirmed_at && (
            <small>
              {t(`second.${paper.check === "read" ? "read" : "typed"}`)} ·{" "}
              <When at={paper.confirmed_at} zone={zone} plain />
            </small>
          )}
        </dd>
      </div>
    </dl>
  );
}
