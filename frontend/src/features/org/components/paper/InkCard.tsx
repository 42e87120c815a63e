import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type Papers, useInk } from "../../api/papers";

interface Props {
  round: string;
  papers: Papers;
  zone: string;
}

/** Whether the result waits for every signed page, and who said so. */
export function InkCard({ round, papers, zone }: Props) {
  const { t } = useTranslation("paper");
  const words = useWords();
  const { ink, may, state } = papers;
  const change = useInk(round);
  const [reason, setReason] = useState("");
  const [asking, setAsking] = useState(false);
  const begun = state !== "prepared";
  const set = () =>
    change.mutate(
      { waits: !ink.waits, reason: reason.trim() },
      {
        onSuccess: () => {
          setAsking(false);
          setReason("");
        },
      },
    );
  return (
    <section className="ys-card ys-noprint" data-testid="paper-ink" data-waits={ink.waits}>
      <h2>{t("ink")}</h2>
      <p>{ink.waits ? t("ink.waits") : t("ink.free")}</p>
      {ink.set_at && (
        <p className="ys-small ys-muted">
          {words(ink.set_by?.name)} <When at={ink.set_at} zone={zone} plain />
          {ink.reason && ` · ${ink.reason}`}
        </p>
      )}
      {may.ink && state !== "locked" && !asking && (
        <Button
          variant="default"
          loading={change.isPending}
          onClick={() => (begun ? setAsking(true) : set())}
          data-testid="ink-change"
        >
          {ink.waits ? t("ink.lift") : t("ink.ask")}
        </Button>
      )}
      {asking && (
        <form
          className="pp-undo"
          onSubmit={(event) => {
            event.preventDefault();
            set();
          }}
        >
          <Textarea
            label={t("ink.reason")}
            description={t("ink.reasonWhy")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            rows={3}
          />
          <div className="ys-row">
            <Button type="submit" loading={change.isPending} disabled={reason.trim() === ""}>
              {ink.waits ? t("ink.lift") : t("ink.ask")}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t("undo.not")}
            </Button>
          </div>
        </form>
      )}
      <ProblemAlert error={change.error} />
    </section>
  );
}
