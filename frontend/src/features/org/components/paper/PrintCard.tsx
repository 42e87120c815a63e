import { Button, NativeSelect } from "@mantine/core";
import { IconFileTypePdf } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { sizeText } from "@/lib/size";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { When } from "@/ui/When";
import {
  type PaperKind,
  type PaperLanguage,
  type PaperPrint,
  type Papers,
  usePrint,
  usePrintAgain,
} from "../../api/papers";

const KINDS: PaperKind[] = ["sheets", "protocol", "cards"];

interface Props {
  round: string;
  papers: Papers;
  zone: string;
}

/** What can be printed, and the runs with their files. */
export function PrintCard({ round, papers, zone }: Props) {
  const { t, i18n } = useTranslation("paper");
  const start = i18n.language.startsWith("zh") ? "zh" : "en";
  const [language, setLanguage] = useState<PaperLanguage>(start);
  const print = usePrint(round);
  const closed = papers.state === "closed" || papers.state === "locked";
  const why = (kind: PaperKind) => {
    if (kind === "cards") return closed ? t("blocked.cards") : null;
    return papers.blocked ? t(`blocked.${papers.blocked}`) : null;
  };
  const may = (kind: PaperKind) => (kind === "cards" ? papers.may.cards : papers.may.values);
  const kinds = KINDS.filter(may);
  return (
    <section className="ys-card ys-noprint" data-testid="paper-print">
      <div className="ys-row between">
        <h2>{t("print")}</h2>
        {kinds.length > 0 && (
          <NativeSelect
            label={t("language")}
            value={language}
            data={[
              { value: "zh", label: t("language.zh") },
              { value: "en", label: t("language.en") },
            ]}
            onChange={(event) => setLanguage(event.currentTarget.value as PaperLanguage)}
          />
        )}
      </div>
      <ul className="pp-kinds">
        {kinds.map((kind) => (
          <li key={kind}>
            <div>
              <h3>{t(`kind.${kind}`)}</h3>
              <p className="ys-small ys-soft">{t(`kind.${kind}.what`)}</p>
            </div>
            <ReasonedButton
              variant={kind === "sheets" ? "filled" : "default"}
              reason={why(kind)}
              busy={print.isPending && print.variables.kind === kind}
              onAct={() => print.mutate({ kind, language })}
              testid={`print-${kind}`}
            >
              {t("print.go")}
            </ReasonedButton>
          </li>
        ))}
      </ul>
      <ProblemAlert error={print.error} />
      {papers.prints.length === 0 ? (
        <p className="ys-soft">{t("prints.none")}</p>
      ) : (
        <ul className="pp-prints" aria-label={t("prints")}>
          {papers.prints.map((each) => (
            <Run key={each.id} run={each} round={round} zone={zone} may={may(each.kind)} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RunProps {
  run: PaperPrint;
  round: string;
  zone: string;
  may: boolean;
}

function Run({ run, round, zone, may }: RunProps) {
  const { t } = useTranslation("paper");
  const words = useWords();
  const again = usePrintAgain(round);
  return (
    <li data-testid={`print-${run.number}`} data-state={run.state}>
      <div>
        <b>{t("run", { number: run.number, kind: t(`kind.${run.kind}`) })}</b>
        <p className="ys-small ys-muted">
          {words(run.asked_by.name)} <When at={run.asked_at} zone={zone} plain />
        </p>
      </div>
      {run.state === "waiting" && <span role="status">{t("run.waiting")}</span>}
      {run.state === "failed" && (
        <div className="ys-row">
          <span className="ys-chip bad">{t("run.failed")}</span>
          {may && (
            <Button
              variant="default"
              loading={again.isPending}
              onClick={() => again.mutate(run.id)}
            >
              {t("run.again")}
            </Button>
          )}
        </div>
      )}
      {run.file && (
        <Button
          component="a"
          href={run.file.url}
          target="_blank"
          variant="default"
          leftSection={<IconFileTypePdf size={18} stroke={1.8} aria-hidden />}
          data-testid={`print-${run.number}-file`}
        >
          {t("run.file", {
            language: t(`language.${run.language}`),
            pages: run.file.pages,
            size: sizeText(run.file.size),
          })}
        </Button>
      )}
      <ProblemAlert error={again.error} />
    </li>
  );
}
