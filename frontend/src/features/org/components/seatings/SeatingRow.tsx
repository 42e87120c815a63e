import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type SeatNamed, type Seating, useSeatingUndo } from "../../api/seatings";

interface Props {
  round: string;
  /** All that one step brought about. */
  rows: Seating[];
  zone: string;
  may: boolean;
}

/** Who sits for whom, for which teams, why; and the way back while nothing is written. */
export function SeatingRow({ round, rows, zone, may }: Props) {
  const { t } = useTranslation("seatings");
  const words = useWords();
  const first = rows[0] as Seating;
  const undo = useSeatingUndo(round, (rows.find((row) => !row.ended_at) ?? first).id);
  const named = ({ number, judge }: SeatNamed) => t("named", { number, name: words(judge.name) });
  const stands = rows.filter((row) => !row.ended_at);
  const entries = (stands.length > 0 ? stands : rows).map(({ entry }) => entry.number);
  return (
    <li className={stands.length > 0 ? undefined : "ended"} data-testid="seating">
      <div>
        <b>{t("sits", { alternate: named(first.alternate), seat: named(first.seat) })}</b>
        <p className="num">{entries.join(t("comma"))}</p>
        <p className="ys-small ys-soft">
          {t(`cause.${first.cause}`)} · <q>{first.reason}</q> · {words(first.seated_by.name)}{" "}
          <When at={first.seated_at} zone={zone} />
        </p>
        {stands.length === 0 && first.ended_for && (
          <span className="ys-chip">{t(`ended.${first.ended_for}`)}</span>
        )}
      </div>
      {may && stands.length > 0 && (
        <Button
          variant="default"
          loading={undo.isPending}
          onClick={() => undo.mutate()}
          data-testid="seating-undo"
        >
          {t("undo")}
        </Button>
      )}
      {undo.error && (
        <div className="wide">
          <ProblemAlert error={undo.error} />
        </div>
      )}
    </li>
  );
}
