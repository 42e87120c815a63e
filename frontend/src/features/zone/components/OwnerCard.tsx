import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { useProjectEdit } from "../api/edit";
import type { Project } from "../api/types";

/** Who is in charge, and whether the project takes land or leases space. */
export function OwnerCard({ project }: { project: Project }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const edit = useProjectEdit(project);
  const others = project.managers.filter(({ id }) => id !== project.owner?.id);
  const people = project.owner ? [project.owner, ...others] : others;
  const locked = !project.may_change || edit.isPending;
  return (
    <section className="ys-card" id="owner">
      <h2>{t("owner.title")}</h2>
      <div className="ys-stack">
        <NativeSelect
          label={t("owner.label")}
          disabled={locked}
          value={project.owner?.id ?? ""}
          data={[
            { value: "", label: t("card.noOwner") },
            ...people.map((person) => ({ value: person.id, label: words(person.name) })),
          ]}
          onChange={(event) => edit.mutate({ owner: event.currentTarget.value || null })}
          data-testid="project-owner"
        />
        <NativeSelect
          id="branch"
          label={t("owner.branch")}
          disabled={locked}
          value={project.branch}
          data={["", "land", "light_asset"].map((value) => ({
            value,
            label: t(`branch.${value || "open"}`),
          }))}
          onChange={(event) => edit.mutate({ branch: event.currentTarget.value })}
          data-testid="project-branch"
        />
        <ProblemAlert error={edit.error} />
      </div>
    </section>
  );
}
