import { useTranslation } from "react-i18next";
import type { RankRow } from "../../api/rankingTypes";

const NEAR = "close_to_cut";
const TONES: Record<string, string> = { close_to_cut: "warn", waits: "warn" };

/** What to look at in a row; who is near the line is said here only where no chance says it. */
export function RowFlags({ row, near }: { row: RankRow; near: boolean }) {
  const { t } = useTranslation("ranking");
  const flags = row.flags.filter((flag) => flag !== NEAR || near);
  const own = row.waits ? ["waits"] : row.shares ? ["shares"] : [];
  // A tie that still shows says which kind it is.
  const told = [...own, ...flags.filter((flag) => flag !== "tied" || own.length === 0)];
  return told.map((flag) => (
    <span key={flag} className={`ys-chip ${TONES[flag] ?? ""}`}>
      {t(`flag.${flag}`)}
    </span>
  ));
}
