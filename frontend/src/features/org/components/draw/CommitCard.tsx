import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { useDrawCommit } from "../../api/draw";
import type { DrawKind, Round } from "../../api/types";
import { Choice } from "./Choice";
import "./draw.css";

const KINDS: DrawKind[] = ["computer", "sign_in", "paper"];

/** The first step: which form the draw has, then list and seed are fixed. */
export function CommitCard({ round, organizer }: { round: Round; organizer: boolean }) {
  const { t } = useTranslation(["draw", "org"]);
  const commit = useDrawCommit(round.id);
  const [kind, setKind] = useState<DrawKind>("computer");
  const [seed, setSeed] = useState("");
  const rooms = round.panels.length;
  return (
    <section className="ys-card ys-stack">
      <h2>{t("commit.title")}</h2>
      {rooms > 1 && <p className="ys-soft">{t("commit.rooms", { rooms })}</p>}
      {organizer ? (
        <>
          <Choice
            label={t("kind.ask")}
            value={kind}
            onChange={setKind}
            choices={KINDS.map((each) => ({
              value: each,
              name: t(`kind.${each}`),
              how: t(`kind.${each}.how`),
              testid: `draw-kind-${each}`,
            }))}
          />
          {round.edition.is_demo && kind !== "paper" && (
            <TextInput
              label={t("org:draw.seed")}
              description={t("org:draw.seedDemo")}
              value={seed}
              maxLength={64}
              onChange={(event) => setSeed(event.currentTarget.value.trim().toLowerCase())}
              data-testid="draw-seed"
            />
          )}
        </>
      ) : (
        <p className="ys-small ys-muted">{t("org:draw.organizerOnly")}</p>
      )}
      <ProblemAlert error={commit.error} />
      {organizer && (
        <div>
          <ConfirmButton
            loading={commit.isPending}
            question={t(`commit.${kind === "paper" ? "askPaper" : "ask"}`)}
            body={<p className="ys-soft">{t("org:draw.commit.fixed")}</p>}
            confirm={t(`commit.${kind === "paper" ? "actPaper" : "act"}`)}
            onConfirm={() => commit.mutate({ kind, seed: kind === "paper" ? "" : seed })}
            testid="draw-commit"
          >
            {t(`commit.${kind === "paper" ? "actPaper" : "act"}`)}
          </ConfirmButton>
        </div>
      )}
    </section>
  );
}
