import { Radio, TextInput } from "@mantine/core";
import { IconCircle, IconCircleCheckFilled } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { useDrawCommit } from "../../api/draw";
import type { DrawKind, Round } from "../../api/types";
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
          <Radio.Group value={kind} onChange={(next) => setKind(next)} label={t("kind.ask")}>
            <div className="og-kinds">
              {KINDS.map((each) => (
                <Radio.Card key={each} value={each} data-testid={`draw-kind-${each}`}>
                  {kind === each ? (
                    <IconCircleCheckFilled size={22} aria-hidden />
                  ) : (
                    <IconCircle size={22} stroke={1.8} aria-hidden />
                  )}
                  <span>
                    <b>{t(`kind.${each}`)}</b>
                    <small>{t(`kind.${each}.how`)}</small>
                  </span>
                </Radio.Card>
              ))}
            </div>
          </Radio.Group>
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
