import { IconAlertTriangle, IconInfoCircle, IconProgress } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Ranking } from "../../api/rankingTypes";

/** What makes the ranking less than final, said before anything else. */
export function RankNotes({ ranking }: { ranking: Ranking }) {
  const { t } = useTranslation(["ranking", "org"]);
  const words = useWords();
  const { missing, state, refused, chances, chances_why: why, not_left_out: held } = ranking;
  return (
    <>
      {refused && (
        <Note tone="bad" icon={IconAlertTriangle} title={t("refused")} testid="ranking-refused">
          <p>{words(refused)}</p>
          <p>{t("refusedSafe")}</p>
        </Note>
      )}
      {missing.sheets > 0 ? (
        <Note
          tone="warn"
          icon={IconAlertTriangle}
          title={t("missing", { count: missing.sheets })}
          testid="ranking-missing"
        >
          <p>{t("missingWhy", { count: missing.entries })}</p>
        </Note>
      ) : (
        state === "running" && (
          <Note tone="warn" icon={IconProgress} title={t("running")} testid="ranking-running">
            <p>{t("runningWhy")}</p>
          </Note>
        )
      )}
      {why && chances !== "no_cut" && ranking.rows.length > 0 && (
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
