import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type PaperFiling, type Papers, useFilingUndo } from "../../api/papers";
import { usePageName } from "./PageName";

interface Props {
  round: string;
  papers: Papers;
  zone: string;
}

/** What came back, newest first; what was filed wrongly stays, with the reason. */
export function Filings({ round, papers, zone }: Props) {
  const { t } = useTranslation("paper");
  if (papers.filings.length === 0) return null;
  return (
    <section className="ys-card ys-noprint" data-testid="paper-filings">
      <h2>{t("filings")}</h2>
      <ul className="pp-prints">
        {papers.filings.map((filing) => (
          <Filed key={filing.id} filing={filing} round={round} zone={zone} may={papers.may} />
        ))}
      </ul>
    </section>
  );
}

interface FiledProps {
  filing: PaperFiling;
  round: string;
  zone: string;
  may: Papers["may"];
}

function Filed({ filing, round, zone, may }: FiledProps) {
  const { t } = useTranslation("paper");
  const words = useWords();
  const name = usePageName();
  const undo = useFilingUndo(round, filing.id);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  const undone = filing.undone_at !== null;
  return (
    <li data-state={undone ? "undone" : "filed"} data-testid={`filing-${filing.page.code}`}>
      <div>
        <b>{undone ? <s>{name(filing.page)}</s> : name(filing.page)}</b>
        <p className="ys-small ys-muted">
          {words(filing.filed_by.name)} <When at={filing.filed_at} zone={zone} plain />
        </p>
        {filing.undone_at && (
          <p className="ys-small">
            {t("undone", { name: words(filing.undone_by?.name), reason: filing.undone_for })}{" "}
            <When at={filing.undone_at} zone={zone} plain />
          </p>
        )}
      </div>
      <div className="ys-row">
        {may.scans && (
          <Button component="a" href={filing.file.url} target="_blank" variant="default">
            {t("scan.open")}
          </Button>
        )}
        {may.file && !undone && !asking && (
          <Button variant="subtle" onClick={() => setAsking(true)}>
            {t("undo")}
          </Button>
        )}
      </div>
      {asking && !undone && (
        <form
          className="pp-undo"
          onSubmit={(event) => {
            event.preventDefault();
            undo.mutate(reason.trim());
          }}
        >
          <Textarea
            label={t("undo.reason")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={500}
            rows={3}
            data-autofocus
          />
          <div className="ys-row">
            <Button type="submit" loading={undo.isPending} disabled={reason.trim() === ""}>
              {t("undo.go", { page: name(filing.page) })}
            </Button>
            <Button variant="default" onClick={() => setAsking(false)}>
              {t("undo.not")}
            </Button>
          </div>
        </form>
      )}
      <ProblemAlert error={undo.error} />
    </li>
  );
}
