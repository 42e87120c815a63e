import { useTranslation } from "react-i18next";
import { markShort } from "@/offline/marks";
import type { Issue } from "@/offline/types";
import type { Criterion } from "../api/types";
import { useOffice } from "../state/office";

interface Props {
  sheet: string;
  criterion: Criterion;
  issue: Issue;
}

const KNOWN = new Set([
  "cell_stale",
  "cell_left",
  "round_closed",
  "sheet_signed",
  "mark_out_of_range",
  "mark_off_step",
  "mark_not_offered",
  "recused",
  "slot_state_refused",
]);

const NAMESPACES = ["judgeAside", "judgeDevice"];

const FINAL = new Set([
  "mark_out_of_range",
  "mark_off_step",
  "mark_not_offered",
  "mark_malformed",
  "criterion_unknown",
  "sheet_signed",
  "recused",
]);

/** A mark that the server did not take: both values, the reason, and the ways on. */
export function IssueCard({ sheet, criterion, issue }: Props) {
  const { t } = useTranslation(["judgeAside", "judge", "judgeDevice"]);
  const { tablet } = useOffice();
  const show = (value: string | null) => (value === null ? t("rubric.empty") : markShort(value));
  const values = { mine: show(issue.mine), theirs: show(issue.theirs) };
  const code = KNOWN.has(issue.code) ? issue.code : "other";
  // What the rule forbids is typed anew; what only the moment forbade may be sent again.
  const again = issue.kind === "stale" || (issue.kind === "refused" && !FINAL.has(issue.code));
  const keep = (which: "mine" | "theirs") =>
    void tablet.resolve(sheet, criterion.id, which).catch(() => undefined);
  return (
    <div
      className="jd-issue"
      role="alert"
      data-testid={`issue-${criterion.id}`}
      data-kind={issue.kind}
    >
      <p>
        {t(issue.kind === "held" ? "issue.held" : `issue.${code}`, { ...values, ns: NAMESPACES })}
      </p>
      <div className="jd-between">
        <button
          type="button"
          className="jd-btn"
          data-testid={`issue-theirs-${criterion.id}`}
          onClick={() => keep("theirs")}
        >
          {issue.kind === "held" ? t("issue.understood") : t("issue.theirs", values)}
        </button>
        {again && (
          <button
            type="button"
            className="jd-btn primary"
            data-testid={`issue-mine-${criterion.id}`}
            onClick={() => keep("mine")}
          >
            {t("issue.mine", values)}
          </button>
        )}
      </div>
    </div>
  );
}
