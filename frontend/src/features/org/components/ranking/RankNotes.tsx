import { IconAlertTriangle, IconInfoCircle, IconProgress } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Ranking } from "../../api/rankingTypes";

interface Props {
  ranking: Ranking;
  /** Whether the judging of the round is over. */
  closed: boolean;
}

/** What makes the ranking less than final, said before anything else. */
export function RankNotes({ ranking, closed }: Props) {
  const { t } = useTranslation(["ranking", "org"]);
  const words = useWords();
  const { refused, chances, chances_why: why, not_left_out: held } = ranking;
  return (
    <>
      {refused && (
        <Note tone="bad" icon={IconAlertTriangle} title={t("refused")} testid="ranking-refused">
          <p>{words(refused)}</p>
          <p>{t("refusedSafe")}</p>
        </Note>
      )}
      <Tentative ranking={ranking} closed={closed} />
      {why && ranking.rows.length > 0 && (
        <Note
          icon={IconInfoCircle}
          title={t(chances === "shown" ? "chanceNote" : "chanceWhy")}
          testid="ranking-chances"
        >
          <p>{words(why)}</p>
        </Note>
      )}
      {held.length > 0 && (
        <Note icon={IconInfoCircle} testid="ranking-held">
          <p>{t("notLeftOut", { seats: held.join(t("listComma")) })}</p>
        </Note>
      )}
    </>
  );
}

/** Why ranks may still change, loud. */
function Tentative({ ranking: { missing, state, stale }, closed }: Props) {
  const { t } = useTranslation("ranking");
  if (missing.sheets > 0) {
    return (
      <Note
        tone="warn"
        icon={IconAlertTriangle}
        title={t("missing", { count: missing.sheets })}
        testid="ranking-missing"
      >
        {missing.entries > 0 && <p>{t("missingOutside", { count: missing.entries })}</p>}
        <p>{t("missingWhy")}</p>
      </Note>
    );
  }
  if (stale) {
    return (
      <Note tone="warn" icon={IconAlertTriangle} title={t("stale")} testid="ranking-stale">
        <p>{t("staleWhy")}</p>
      </Note>
    );
  }
  if (state !== "running") return null;
  return (
    <Note
      tone="warn"
      icon={IconProgress}
      title={t(closed ? "uncounted" : "running")}
      testid="ranking-running"
    >
      <p>{t(closed ? "uncountedWhy" : "runningWhy")}</p>
    </Note>
  );
}

interface NoteProps {
  tone?: "warn" | "bad" | "brand";
  icon: typeof IconInfoCircle;
  title?: string;
  testid?: string;
  children: ReactNode;
}

/** A note with its sign. */
export function Note({ tone, icon: Icon, title, testid, children }: NoteProps) {
  return (
    <div className={`ys-note ${tone ?? ""}`} data-testid={testid}>
      <Icon size={20} stroke={1.8} aria-hidden />
      <div className="words">
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}
