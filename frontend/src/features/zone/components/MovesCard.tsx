import { Button } from "@mantine/core";
import { IconAlertTriangle, IconArrowRight, IconCheck, IconFileText } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card, GateState, Project, Stage, Template } from "../api/types";
import { corrections } from "../state/gate";

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
          <Gate key={stage.id} stage={stage} gate={project.gates[stage.id]}>
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
  gate: GateState | undefined;
  children: React.ReactNode;
}

function Gate({ stage, gate, children }: GateProps) {
  const { t } = useTranslation("zone");
  const words = useWords();
  if (!gate) return null;
  return (
    <div className="zn-gate" data-testid={`gate-${stage.id}`} data-open={gate.open}>
      <h3>{words(stage.name)}</h3>
      <p className="ys-small ys-soft">{words(gate.label)}</p>
      <ul>
        {gate.items.map((item) => (
          <li key={item.code} className={item.met ? "y" : "x"}>
            {item.met ? (
              <IconCheck size={18} stroke={2.2} aria-hidden />
            ) : (
              <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
            )}
            <span>
              {words(item.label)}
              <span className="vh">{item.met ? t("gate.met") : t("gate.unmet")}</span>
            </span>
          </li>
        ))}
        {gate.proof.map((item) => (
          <li key={item.code}>
            <IconFileText size={18} stroke={1.8} aria-hidden />
            {t("gate.bring", { what: words(item.label) })}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
