import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Hash } from "@/ui/Hash";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { useDrawCommit, useDrawReveal } from "../api/draw";
import { roundQuery } from "../api/round";
import type { Draw, Round } from "../api/types";
import { Frame, type Here } from "../components/Frame";
import { Registration } from "../components/Registration";

/** The draw in two steps: a seed nobody has seen is fixed first, then opened. */
export function DrawPage() {
  return <Frame place="draw">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, round, roles }: Here) {
  const { t } = useTranslation("org");
  const details = useQuery({ ...roundQuery(round?.id ?? ""), enabled: round !== undefined });
  const data = details.data;
  const organizer = roles.has("organizer");
  return (
    <Page title={t("draw.title")} sub={t("draw.sub")} width="reading">
      <div className="ys-stack" data-testid="draw">
        {!round && <EmptyState title={t("round.none")}>{t("round.noneWhy")}</EmptyState>}
        {round && details.isPending && <Waiting />}
        <ProblemAlert error={details.error} onRetry={() => void details.refetch()} />
        {data && !data.draw && edition.state === "open" && (
          <Registration edition={edition} organizer={organizer} />
        )}
        {data && !data.draw && edition.state !== "open" && (
          <Commit round={data} organizer={organizer} />
        )}
        {data?.draw && (
          <Committed round={data} draw={data.draw} organizer={organizer} zone={edition.time_zone} />
        )}
        {data && data.slots.length > 0 && <Order round={data} />}
      </div>
    </Page>
  );
}

function Commit({ round, organizer }: { round: Round; organizer: boolean }) {
  const { t } = useTranslation("org");
  const commit = useDrawCommit(round.id);
  const [seed, setSeed] = useState("");
  return (
    <section className="ys-card ys-stack">
      <h2>{t("draw.commit.title")}</h2>
      <p className="ys-soft">{t("draw.commit.why")}</p>
      {organizer && round.edition.is_demo && (
        <TextInput
          label={t("draw.seed")}
          description={t("draw.seedDemo")}
          value={seed}
          maxLength={64}
          onChange={(event) => setSeed(event.currentTarget.value.trim().toLowerCase())}
          data-testid="draw-seed"
        />
      )}
      <ProblemAlert error={commit.error} />
      {organizer ? (
        <div>
          <ConfirmButton
            loading={commit.isPending}
            question={t("draw.commit.ask")}
            body={<p className="ys-soft">{t("draw.commit.fixed")}</p>}
            confirm={t("draw.commit.act")}
            onConfirm={() => commit.mutate(seed)}
            testid="draw-commit"
          >
            {t("draw.commit.act")}
          </ConfirmButton>
        </div>
      ) : (
        <p className="ys-small ys-muted">{t("draw.organizerOnly")}</p>
      )}
    </section>
  );
}

interface CommittedProps {
  round: Round;
  draw: Draw;
  organizer: boolean;
  zone: string;
}

function Committed({ round, draw, organizer, zone }: CommittedProps) {
  const { t } = useTranslation("org");
  const reveal = useDrawReveal(round.id);
  return (
    <section className="ys-card ys-stack">
      <div className="ys-row between">
        <h2>{draw.revealed_at ? t("draw.revealed") : t("draw.committed")}</h2>
        <span className="ys-small ys-muted">
          <When at={draw.revealed_at ?? draw.committed_at} zone={zone} seconds />
        </span>
      </div>
      <dl className="og-hashes">
        <div>
          <dt>{t("draw.commitment")}</dt>
          <dd>
            <Hash value={draw.commitment} testid="draw-commitment" />
          </dd>
        </div>
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
      <p className="ys-small ys-soft">{draw.revealed_at ? t("draw.check") : t("draw.waiting")}</p>
      <ProblemAlert error={reveal.error} />
      {!draw.revealed_at && organizer && (
        <div>
          <ConfirmButton
            loading={reveal.isPending}
            question={t("draw.reveal.ask")}
            body={<p className="ys-soft">{t("draw.reveal.why")}</p>}
            confirm={t("draw.reveal.act")}
            onConfirm={() => reveal.mutate()}
            testid="draw-reveal"
          >
            {t("draw.reveal.act")}
          </ConfirmButton>
        </div>
      )}
    </section>
  );
}

function Order({ round }: { round: Round }) {
  const { t } = useTranslation("org");
  const words = useWords();
  return (
    <section className="ys-card">
      <h2>{t("draw.order")}</h2>
      <ol className="og-order" data-testid="draw-order">
        {round.slots.map((slot) => (
          <li key={slot.id} data-testid={`slot-${slot.entry.number}`}>
            <span className="num">{String(slot.position).padStart(2, "0")}</span>
            <b>{words(slot.entry.team)}</b>
            <span className="ys-small ys-soft">{slot.entry.title}</span>
            <span className="num ys-muted">{slot.entry.number}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
