import { IconArrowNarrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";
import type { LateChange } from "../../api/lateChanges";
import type { Rulebook } from "../../api/types";
import { lineName } from "../../state/results";
import { Voices } from "../corrections/Voices";

interface Props {
  late: LateChange;
  rulebook: Rulebook | null;
  zone: string;
}

/** One judge's late changes: both values of every line, when they came, what the two have said. */
export function LateFacts({ late, rulebook, zone }: Props) {
  const { t } = useTranslation("corrections");
  const words = useWords();
  const { seat, judge, entry, told } = late;
  const nameOf = (id: string) => (rulebook && words(lineName(rulebook, id))) || id;
  return (
    <div className="og-correction">
      <p className="who">
        <b>{t("who", { seat, judge: words(judge) })}</b>
        <small>
          {entry.number} {entry.title} · {t("late.came")} <When at={late.came_at} zone={zone} />
        </small>
      </p>
      {late.marks.length > 0 && (
        <table className="late num">
          <thead>
            <tr>
              <th scope="col">{t("late.line")}</th>
              <th scope="col">{t(late.state === "open" ? "late.stands" : "late.stood")}</th>
              <td aria-hidden />
              <th scope="col">{t("late.sent")}</th>
            </tr>
          </thead>
          <tbody>
            {late.marks.map((mark) => (
              <tr key={mark.criterion} data-testid={`late-mark-${mark.criterion}`}>
                <th scope="row">{nameOf(mark.criterion)}</th>
                <td>{told ? (mark.was ?? "–") : "•••"}</td>
                <td aria-hidden>
                  <IconArrowNarrowRight size={18} stroke={1.6} />
                </td>
                <td>{told ? (mark.value ?? "–") : "•••"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!told && <p className="ys-soft">{t("untold")}</p>}
      <p className="ys-small ys-soft">
        {t(late.signed ? "late.signed" : late.signs ? "late.signs" : "late.unsigned")}
      </p>
      <Voices voices={late.voices} open={late.state === "open"} zone={zone} />
    </div>
  );
}
