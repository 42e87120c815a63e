import { Button } from "@mantine/core";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { sizeText } from "@/lib/size";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { Waiting } from "@/ui/EmptyState";
import { Hash } from "@/ui/Hash";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type Fairness, fairnessQuery, type FairnessReport, useFairness } from "../../api/fairness";

interface Props {
  round: string;
  zone: string;
}

/** The fairness report of a locked result: have it made, read it, publish it or keep it. */
export function FairnessCard({ round, zone }: Props) {
  const { t } = useTranslation("ranking");
  const found = useQuery(fairnessQuery(round));
  const make = useFairness(round, "");
  const report = found.data?.report;
  return (
    <section
      className="ys-card rk-fair ys-noprint"
      data-testid="fairness"
      data-state={report?.state}
    >
      <h2>{t("fair")}</h2>
      <div className="ys-stack">
        <p className="ys-soft rk-lead">{t("fair.sub")}</p>
        {found.isPending && <Waiting />}
        <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
        {found.data && !report && (
          <div>
            <Button
              variant="default"
              loading={make.isPending}
              disabled={!found.data.can_make}
              onClick={() => make.mutate()}
              data-testid="fairness-make"
            >
              {t("fair.make")}
            </Button>
          </div>
        )}
        {report?.state === "waiting" && <p role="status">{t("fair.waiting")}</p>}
        {report?.state === "failed" && (
          <div className="ys-note bad" role="alert">
            <div className="words">
              <strong>{t("fair.failed")}</strong>
              <p>{t("fair.failedWhy")}</p>
              <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
                {t("fair.again")}
              </Button>
            </div>
          </div>
        )}
        {found.data && report?.state === "made" && (
          <Made round={round} zone={zone} fairness={found.data} report={report} />
        )}
        <ProblemAlert error={make.error} safe={t("whatif.safe")} />
      </div>
    </section>
  );
}

interface MadeProps extends Props {
  fairness: Fairness;
  report: FairnessReport;
}

const LANGUAGES = ["zh", "en"] as const;

function Made({ round, zone, fairness, report }: MadeProps) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const name = words(report.decided_by?.name);
  return (
    <>
      <div className="ys-row">
        {LANGUAGES.map((language) => {
          const file = report[language];
          if (!file) return null;
          return (
            <Button
              key={language}
              component="a"
              href={file.url}
              target="_blank"
              variant="default"
              leftSection={<IconFileTypePdf size={18} stroke={1.8} aria-hidden />}
              data-testid={`fairness-${language}`}
            >
              {t(`fair.file.${language}`, { pages: file.pages, size: sizeText(file.size) })}
            </Button>
          );
        })}
        <span className={report.sight === "published" ? "ys-chip ok" : "ys-chip"}>
          {t(`fair.${report.sight}`)}
        </span>
      </div>
      {report.decided_at && (
        <p className="ys-small ys-muted">
          {name} <When at={report.decided_at} zone={zone} plain />
        </p>
      )}
      {report.content_hash && (
        <div className="rk-hash ys-small ys-muted">
          <span>{t("fair.hash")}</span>
          <Hash value={report.content_hash} testid="fairness-hash" />
        </div>
      )}
      {fairness.decides && <Decide round={round} fairness={fairness} report={report} />}
    </>
  );
}

function Decide({ round, fairness, report }: Omit<MadeProps, "zone">) {
  const { t } = useTranslation("ranking");
  const publish = useFairness(round, "/publish");
  const keep = useFairness(round, "/keep");
  const shown = report.sight === "published";
  return (
    <>
      {shown ? (
        <div>
          <Button
            variant="default"
            loading={keep.isPending}
            onClick={() => keep.mutate()}
            data-testid="fairness-keep"
          >
            {t("fair.keep")}
          </Button>
        </div>
      ) : fairness.can_publish ? (
        <div>
          <ConfirmButton
            question={t("fair.publishAsk")}
            confirm={t("fair.publish")}
            body={<p>{t("fair.publishWhy")}</p>}
            onConfirm={() => publish.mutate()}
            testid="fairness-publish"
          >
            {t("fair.publish")}
          </ConfirmButton>
        </div>
      ) : (
        <p className="ys-small ys-muted">{t("fair.notYet")}</p>
      )}
      <ProblemAlert error={publish.error ?? keep.error} safe={t("whatif.safe")} />
    </>
  );
}
