import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";
import type { Project, StageEvent, Template } from "../api/types";
import { ZONE } from "../state/clock";

interface Props {
  project: Project;
  template: Template;
}

/** Every move with who, when, why and by what proof; the newest first. */
export function Timeline({ project, template }: Props) {
  const { t } = useTranslation("zone");
  const events = [...project.events].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <section className="ys-card" data-testid="timeline">
      <h2>{t("timeline.title")}</h2>
      {events.length === 0 && <p className="ys-soft">{t("timeline.empty")}</p>}
      <ol className="zn-timeline">
        {events.map((event) => (
          <Event key={event.id} event={event} template={template} />
        ))}
      </ol>
    </section>
  );
}

function Event({ event, template }: { event: StageEvent; template: Template }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const stage = (id: string) => words(template.stages.find((each) => each.id === id)?.name) || id;
  const labels = new Map(
    template.stages.flatMap(({ gate }) => gate.proof.map((item) => [item.code, item.label])),
  );
  const reasons = new Map(template.loss_reasons.map(({ code, label }) => [code, label]));
  return (
    <li>
      <div className="ys-row between">
        <b>
          {event.from_stage
            ? t("timeline.moved", { from: stage(event.from_stage), to: stage(event.to_stage) })
            : t("timeline.opened", { to: stage(event.to_stage) })}
        </b>
        {event.verb === "correct" && <span className="ys-chip warn">{t("timeline.correct")}</span>}
      </div>
      <div className="ys-small ys-muted">
        {words(event.by?.name) || t("timeline.system")} ·{" "}
        <When at={event.at} zone={ZONE} seconds plain />
      </div>
      {event.reason && <p className="ys-small">{t("timeline.reason", { reason: event.reason })}</p>}
      {event.proof.map((proof) => (
        <p key={proof.kind} className="ys-small">
          {words(labels.get(proof.kind)) || proof.kind}
          {t("colon")}
          <span className="num">{words(reasons.get(proof.text)) || proof.text}</span>
        </p>
      ))}
    </li>
  );
}
