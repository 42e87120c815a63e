import { Button } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { GateChecklist } from "@/ui/GateChecklist";
import type { Card, Project, Stage, Template } from "../api/types";
import { ZONE } from "../state/clock";
import { corrections } from "../state/gate";
import { useGateItems } from "../state/gateItems";

interface Props {
  project: Project;
  template: Template;
  onMove: (card: Card, to: string) => Promise<void>;
}

/** The next stage with its gate as a checklist, then the ways aside and back. */
export function MovesCard({ project, template, onMove }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const known = (id: string) => template.stages.filter((stage) => stage.id === id);
  const targets = Object.keys(project.gates).flatMap(known);
  const forward = targets.filter((stage) => !stage.terminal);
  const aside = targets.filter((stage) => stage.terminal);
  const back = corrections(project, template.stages).flatMap(known);
  return (
    <section className="ys-card" data-testid="moves">
      <h2>{t("moves.title")}</h2>
      <div className="ys-stack">
        {forward.map((stage) => (
          <Gate key={stage.id} stage={stage} project={project}>
            {project.may_change && (
              <Button
                fullWidth
                rightSection={<IconArrowRight size={18} stroke={1.8} />}
                variant={project.gates[stage.id]?.open ? "filled" : "default"}
                onClick={() => void onMove(project, stage.id)}
                data-testid={`move-${stage.id}`}
              >
                {t("move.confirm", { stage: words(stage.name) })}
              </Button>
            )}
          </Gate>
        ))}
        {forward.length === 0 && <p className="ys-soft">{t("moves.end")}</p>}
        {!project.may_change && <p className="ys-small ys-muted">{t("moves.readOnly")}</p>}
        {project.may_change && aside.length + back.length > 0 && (
          <div className="zn-aside">
            <h3>{t("moves.other")}</h3>
            <div className="ys-row">
              {[...aside, ...back].map((stage) => (
                <Button
                  key={stage.id}
                  variant="default"
                  onClick={() => void onMove(project, stage.id)}
                  data-testid={`move-${stage.id}`}
                >
                  {stage.terminal
                    ? words(stage.name)
                    : t("moves.back", { stage: words(stage.name) })}
                </Button>
              ))}
            </div>
          </div>
        )}
      </div>
    </section>
  );
}

interface GateProps {
  stage: Stage;
  project: Project;
  children: React.ReactNode;
}

function Gate({ stage, project, children }: GateProps) {
  const words = useWords();
  const itemsOf = useGateItems();
  const gate = project.gates[stage.id];
  if (!gate) return null;
  return (
    <GateChecklist
      className="zn-gate"
      testid={`gate-${stage.id}`}
      title={words(stage.name)}
      note={words(gate.label)}
      items={itemsOf(gate, project)}
      zone={ZONE}
    >
      {children}
    </GateChecklist>
  );
}
