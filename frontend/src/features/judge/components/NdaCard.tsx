import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Refusal } from "./Refusal";
import { queueQuery } from "../api/queue";
import { ndaSign } from "../api/statements";
import type { Queue } from "../api/types";
import { bilingual } from "../state/words";

/** The promise of secrecy; nothing else is on the page until it is given. */
export function NdaCard({ nda }: { nda: Queue["nda"] }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const client = useQueryClient();
  const sign = useMutation({
    mutationFn: () => ndaSign(nda),
    onSuccess: () => client.invalidateQueries({ queryKey: queueQuery.queryKey }),
  });
  const [title, ...lines] = words(bilingual(nda.text)).split("\n").filter(Boolean);
  return (
    <section className="jd-card nda">
      <h2>{lines.length > 0 ? title : t("nda.title")}</h2>
      {(lines.length > 0 ? lines : [title]).map((line) => (
        <p key={line}>{line}</p>
      ))}
      {sign.isError && <Refusal error={sign.error} />}
      <button
        type="button"
        className="jd-btn primary wide"
        data-testid="nda-sign"
        disabled={sign.isPending}
        onClick={() => sign.mutate()}
      >
        {t("nda.sign")}
      </button>
      <p className="jd-small">{t("nda.note", { version: nda.version })}</p>
    </section>
  );
}
