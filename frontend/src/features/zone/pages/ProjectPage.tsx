import { useQuery } from "@tanstack/react-query";
import { useLocation, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { useNow } from "@/ui/When";
import { projectQuery } from "../api/project";
import { stagesQuery } from "../api/stages";
import type { Project, Template } from "../api/types";
import { ChecksCard } from "../components/ChecksCard";
import { DueClock } from "../components/DueClock";
import { FactsCard } from "../components/FactsCard";
import { Frame } from "../components/Frame";
import { MovesCard } from "../components/MovesCard";
import { MoveSteps } from "../components/MoveSteps";
import { OwnerCard } from "../components/OwnerCard";
import { Timeline } from "../components/Timeline";
import { useMover } from "../state/mover";

/** Goes to the part of the page that the address names, once it is there. */
function useHash(ready: boolean) {
  const hash = useLocation().hash;
  useEffect(() => {
    if (ready && hash) document.getElementById(hash)?.scrollIntoView();
  }, [ready, hash]);
}

/** A project: what the contest gave it, its checks, its gate, its owner, its past. */
export function ProjectPage() {
  const { t } = useTranslation("zone");
  const params: { project?: string } = useParams({ strict: false });
  const project = useQuery(projectQuery(params.project ?? ""));
  const template = useQuery(stagesQuery);
  const ready = project.data !== undefined && template.data !== undefined;
  useHash(ready);
  return (
    <Frame here={<b>{t("project.crumb")}</b>}>
      {project.data && template.data ? (
        <Body project={project.data} template={template.data} />
      ) : (
        <Page title={t("project.crumb")}>
          {!(project.error ?? template.error) && <Waiting shape="cards" />}
          <ProblemAlert
            error={project.error ?? template.error}
            onRetry={() => void Promise.all([project.refetch(), template.refetch()])}
          />
        </Page>
      )}
    </Frame>
  );
}

function Body({ project, template }: { project: Project; template: Template }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const [said, setSaid] = useState("");
  const mover = useMover(template.stages, (end, card, to) => {
    const from = template.stages.find(({ id }) => id === card.stage);
    const names = { name: words(card.name), from: words(from?.name), stage: words(to.name) };
    setSaid(t(end === "moved" ? "live.movedTo" : "live.stays", names));
  });
  const now = useNow();
  const stage = template.stages.find(({ id }) => id === project.stage);
  return (
    <Page
      title={words(project.name)}
      sub={
        <span className="ys-row">
          <span className="num">{project.code}</span>
          {project.entry && <span>{project.entry.title}</span>}
          {project.organization && <span>{words(project.organization)}</span>}
        </span>
      }
      actions={
        <>
          <span className="ys-chip brand" data-testid="project-stage">
            {words(stage?.name)}
          </span>
          <DueClock since={project.stage_since} due={project.due_at} stage={stage} now={now} />
        </>
      }
    >
      <p className="vh" role="status">
        {said}
      </p>
      <div className="zn-project">
        <div className="ys-stack">
          <FactsCard project={project} />
          <ChecksCard project={project} />
          <Timeline project={project} template={template} />
        </div>
        <div className="ys-stack">
          <MovesCard project={project} template={template} onMove={mover.wish} />
          <OwnerCard project={project} />
        </div>
      </div>
      <MoveSteps mover={mover} stages={template.stages} lossReasons={template.loss_reasons} />
    </Page>
  );
}
