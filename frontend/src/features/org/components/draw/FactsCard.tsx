import { Button } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { Hash } from "@/ui/Hash";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { recordGet, useDrawReveal } from "../../api/draw";
import type { Draw, Round } from "../../api/types";

interface Props {
  round: Round;
  draw: Draw;
  organizer: boolean;
  zone: string;
}

/** What is public of the draw, the step that opens it, and afterwards its list and its record. */
export function FactsCard({ round, draw, organizer, zone }: Props) {
  const { t } = useTranslation(["draw", "org"]);
  const reveal = useDrawReveal(round.id);
  const opened = draw.revealed_at !== null;
  return (
    <section className="ys-card ys-stack">
      <div className="ys-row between">
        <h2>{t(opened ? "org:draw.revealed" : "committed")}</h2>
        <span className="ys-row">
          <span className="ys-chip" data-testid="draw-kind">
            {t(`kind.${draw.kind}`)}
          </span>
          <span className="ys-small ys-muted">
            <When at={draw.revealed_at ?? draw.committed_at} zone={zone} seconds />
          </span>
        </span>
      </div>
      <Hashes draw={draw} />
      <p className="ys-small ys-soft">{t(`told.${draw.kind}.${opened ? "after" : "before"}`)}</p>
      <ProblemAlert error={reveal.error} />
      {!opened && organizer && draw.kind === "computer" && (
        <div>
          <ConfirmButton
            loading={reveal.isPending}
            question={t("org:draw.reveal.ask")}
            body={<p className="ys-soft">{t("org:draw.reveal.why")}</p>}
            confirm={t("org:draw.reveal.act")}
            onConfirm={() => reveal.mutate()}
            testid="draw-reveal"
          >
            {t("org:draw.reveal.act")}
          </ConfirmButton>
        </div>
      )}
      {opened && <Papers round={round} />}
    </section>
  );
}

function Hashes({ draw }: { draw: Draw }) {
  const { t } = useTranslation("org");
  return (
    <dl className="og-hashes">
      {draw.commitment && (
        <div>
          <dt>{t("draw.commitment")}</dt>
          <dd>
            <Hash value={draw.commitment} testid="draw-commitment" />
          </dd>
        </div>
      )}
      <div>
        <dt>{t("draw.candidates")}</dt>
        <dd>
          <Hash value={draw.candidates_hash} testid="draw-candidates" />
        </dd>
      </div>
      {draw.seed && (
        <div>
          <dt>{t("draw.seedOpened")}</dt>
          <dd>
            <Hash value={draw.seed} testid="draw-seed-opened" />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Papers({ round }: { round: Round }) {
  const { t } = useTranslation("draw");
  const save = useMutation({
    mutationFn: () => recordGet(round.id),
    onSuccess: (record) => {
      const text = JSON.stringify(record, null, 2);
      const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      const link = document.createElement("a");
      link.href = address;
      link.download = `draw-${round.code}.json`;
      link.click();
      URL.revokeObjectURL(address);
    },
  });
  return (
    <>
      <div className="ys-row ys-noprint">
        <Button
          leftSection={<IconPrinter size={18} stroke={1.8} aria-hidden />}
          onClick={() => print()}
          data-testid="draw-print"
        >
          {t("print")}
        </Button>
        <Button
          variant="default"
          leftSection={<IconDownload size={18} stroke={1.8} aria-hidden />}
          loading={save.isPending}
          onClick={() => save.mutate()}
          data-testid="draw-record"
        >
          {t("record")}
        </Button>
      </div>
      <ProblemAlert error={save.error} />
    </>
  );
}
