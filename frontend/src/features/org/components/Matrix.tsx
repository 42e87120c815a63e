import {
  IconCircleCheck,
  IconCircleDashed,
  IconHandStop,
  IconLock,
  IconPencil,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { ConsoleSlot, Progress, Seat } from "../api/types";
import { signedCount } from "../state/console";

interface Props {
  slot: ConsoleSlot | null;
  seats: Seat[];
  criteria: number;
  minimum: number;
}

const FACES = {
  signed: { icon: IconCircleCheck, tone: "ok" },
  open: { icon: IconPencil, tone: "brand" },
  recused: { icon: IconHandStop, tone: "" },
  none: { icon: IconCircleDashed, tone: "" },
} as const;

/** How far each judge is with the team on stage: counts and signatures, never a value. */
export function Matrix({ slot, seats, criteria, minimum }: Props) {
  const { t } = useTranslation("org");
  const sheets = slot?.sheets ?? [];
  const counts = (["signed", "open", "recused"] as const).map((state) => ({
    state,
    count: sheets.filter((sheet) => sheet.state === state).length,
  }));
  return (
    <section className="matrix">
      <div className="h">
        <h2>{t("matrix.title")}</h2>
        <span className="sum">
          {counts
            .filter(({ count }) => count > 0)
            .map(({ state, count }) => {
              const { icon: Icon, tone } = FACES[state];
              return (
                <span key={state} className={tone}>
                  <Icon size={16} stroke={2} aria-hidden />
                  {t(`sheet.${state}`)} <b className="num">{count}</b>
                </span>
              );
            })}
        </span>
      </div>
      {slot ? (
        <div className="scroll" tabIndex={0} role="region" aria-label={t("matrix.title")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("matrix.judge")}</th>
                <th scope="col">{t("matrix.filled")}</th>
                <th scope="col" className="c">
                  {t("matrix.total")}
                </th>
                <th scope="col">{t("matrix.state")}</th>
              </tr>
            </thead>
            <tbody>
              {sheets.map((sheet) => (
                <Row
                  key={sheet.seat}
                  sheet={sheet}
                  seat={seats.find(({ number }) => number === sheet.seat)}
                  criteria={criteria}
                />
              ))}
            </tbody>
          </table>
          <p className="foot" data-testid="matrix-foot">
            {t("matrix.foot", { minimum, signed: signedCount(slot) })}
          </p>
        </div>
      ) : (
        <p className="foot">{t("matrix.empty")}</p>
      )}
    </section>
  );
}

interface RowProps {
  sheet: Progress;
  seat: Seat | undefined;
  criteria: number;
}

function Row({ sheet, seat, criteria }: RowProps) {
  const { t } = useTranslation("org");
  const words = useWords();
  const { icon: Icon, tone } = FACES[sheet.state];
  const name = words(seat?.person.name);
  const scored = sheet.state === "open" || sheet.state === "signed";
  return (
    <tr
      className={sheet.state === "recused" ? "rec" : ""}
      data-testid={`matrix-${sheet.seat}`}
      data-state={sheet.state}
    >
      <th scope="row">
        <span className="jn">
          <span className="av" aria-hidden>
            {name.slice(0, 1) || sheet.seat}
          </span>
          <span>
            <b>{name}</b>
            <small>
              {t("matrix.seat", { number: sheet.seat })}
              {seat && ` · ${t(`kind.${seat.kind}`)}`}
            </small>
          </span>
        </span>
      </th>
      <td>
        {scored ? (
          <span className="pips">
            <span className="bar" aria-hidden>
              {Array.from({ length: criteria }, (_, index) => (
                <i key={index} className={index < sheet.filled ? "on" : ""} />
              ))}
            </span>
            <span className="num">
              {sheet.filled}/{criteria}
            </span>
          </span>
        ) : (
          <span className="z">{t(`sheet.${sheet.state}.why`)}</span>
        )}
      </td>
      <td className="c">
        {sheet.state === "signed" ? (
          <IconLock size={16} stroke={2} className="z" role="img" aria-label={t("matrix.sealed")} />
        ) : (
          <span className="z" role="img" aria-label={t("none")}>
            —
          </span>
        )}
      </td>
      <td>
        <span className={`st ${tone}`}>
          <Icon size={16} stroke={2} aria-hidden />
          {t(`sheet.${sheet.state}`)}
        </span>
      </td>
    </tr>
  );
}
