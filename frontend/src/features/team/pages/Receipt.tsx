import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { sizeText } from "@/lib/size";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { receiptsQuery } from "../api/entries";
import type { Receipt as ReceiptData } from "../api/types";
import { SubmitLink } from "../components/SubmitLink";
import { useEntry } from "../state/context";

function ReceiptCard({ receipt }: { receipt: ReceiptData }) {
  const { t } = useTranslation("team");
  const words = useWords();
  const { entry, edition } = useEntry();
  const zone = edition.time_zone;
  return (
    <article className="ys-card tm-receipt" data-testid="receipt">
      <p className="ys-muted">{words(edition.name)}</p>
      <p className="num tm-number" data-testid="receipt-number">
        {receipt.number}
      </p>
      <dl className="tm-facts">
        <dt>{t("receipt.team")}</dt>
        <dd>{words(entry.team.name)}</dd>
        <dt>{t("field.title")}</dt>
        <dd>{entry.title}</dd>
        <dt>{t("receipt.version")}</dt>
        <dd className="num">{receipt.version}</dd>
        <dt>{t("receipt.arrived")}</dt>
        <dd>
          <When at={receipt.arrived_at} zone={zone} seconds />
        </dd>
        <dt>{t("receipt.committed")}</dt>
        <dd>
          <When at={receipt.committed_at} zone={zone} seconds />
        </dd>
        {receipt.files.map((file) => (
          <div key={file.sha256} className="tm-fact">
            <dt>{t("receipt.file")}</dt>
            <dd>
              {file.name} · {sizeText(file.size)}
              <code className="tm-hash">{t("receipt.sha", { hash: file.sha256 })}</code>
            </dd>
          </div>
        ))}
        <dt>{t("receipt.content")}</dt>
        <dd>
          <code className="tm-hash">{receipt.content_hash}</code>
        </dd>
        <dt>{t("receipt.signature")}</dt>
        <dd>
          <code className="tm-hash">{receipt.signature}</code>
          <span className="ys-small ys-muted">{t("receipt.key", { id: receipt.key_id })}</span>
        </dd>
      </dl>
      <p className="ys-small ys-muted">{t("receipt.meaning")}</p>
    </article>
  );
}

/** /team/:entry/receipt: the proof of the last submission, made to be printed. */
export function Receipt() {
  const { t } = useTranslation("team");
  const { entry } = useEntry();
  const receipts = useQuery(receiptsQuery(entry.id));
  const list = [...(receipts.data ?? [])].sort((a, b) => b.version - a.version);
  return (
    <Page
      title={t("receipt.title")}
      sub={list.length > 0 && t("receipt.sub")}
      width="reading"
      actions={
        list.length > 0 && (
          <Button
            variant="default"
            className="ys-noprint"
            leftSection={<IconPrinter size={18} stroke={1.8} />}
            onClick={() => window.print()}
          >
            {t("print")}
          </Button>
        )
      }
    >
      <div className="ys-stack wide">
        <ProblemAlert error={receipts.error} onRetry={() => void receipts.refetch()} />
        {receipts.isPending && <Waiting shape="lines" />}
        {receipts.data?.length === 0 && (
          <EmptyState title={t("receipt.none")} action={<SubmitLink />} />
        )}
        {list.slice(0, 1).map((receipt) => (
          <ReceiptCard key={receipt.number} receipt={receipt} />
        ))}
        {list.length > 1 && (
          <details className="tm-done ys-noprint">
            <summary>{t("receipt.earlier", { count: list.length - 1 })}</summary>
            <div className="ys-stack">
              {list.slice(1).map((receipt) => (
                <ReceiptCard key={receipt.number} receipt={receipt} />
              ))}
            </div>
          </details>
        )}
      </div>
    </Page>
  );
}
