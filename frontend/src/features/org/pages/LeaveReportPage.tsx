import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useParam } from "@/lib/params";
import { Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { reportQuery, type Report } from "../api/people";
import { Frame, type Here } from "../components/Frame";
import { LeftCard } from "../components/people/LeftCard";

/** /org/:edition/people/leave/:departure: what ended, what they did, what was handed over. */
export function LeaveReportPage() {
  return <Frame place="people">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, slug }: Here) {
  const { t } = useTranslation("people");
  const words = useWords();
  const report = useQuery(reportQuery(edition.host.id, useParam("departure")));
  const data = report.data;
  const name = data && (words(data.organization?.name) || words(data.people[0]?.name));
  return (
    <Page
      title={data ? t("report.title", { name }) : t("leave.title")}
      sub={data && <Facts report={data} zone={edition.time_zone} />}
      width="reading"
      actions={
        <div className="ys-row ys-noprint">
          <Button
            variant="default"
            renderRoot={(props) => <Link to={`/org/${slug}/people`} {...props} />}
          >
            {t("report.back")}
          </Button>
          <Button
            leftSection={<IconPrinter size={18} stroke={1.8} aria-hidden />}
            onClick={() => window.print()}
            data-testid="report-print"
          >
            {t("report.print")}
          </Button>
        </div>
      }
    >
      <div className="ys-stack wide" data-testid="leave-report">
        {report.isPending && <Waiting />}
        <ProblemAlert error={report.error} onRetry={() => void report.refetch()} />
        {data?.left.map((left) => (
          <LeftCard key={left.person.id} left={left} zone={edition.time_zone} />
        ))}
      </div>
    </Page>
  );
}

function Facts({ report, zone }: { report: Report; zone: string }) {
  const { t } = useTranslation("people");
  const words = useWords();
  return (
    <>
      <When at={report.at} zone={zone} /> ·{" "}
      {report.by ? t("report.by", { name: words(report.by.name) }) : t("report.byItself")}
      {report.reason && ` · ${report.reason}`}
    </>
  );
}
