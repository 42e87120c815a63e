import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@/api/problem";
import { useWords } from "@/lib/bilingual";
import { Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { rankedJudgesQuery } from "../../api/ranking";
import type { JudgeRow, RankedJudges, WhatIfDoor } from "../../api/rankingTypes";
import { agreementOf, leniencyReach, signed, signless } from "../../state/ranking";
import { None } from "./RankTable";
import { Note } from "./RankNotes";
import { Door } from "./WhatIfCard";

interface Props {
  round: string;
  door: WhatIfDoor;
  roles: Set<string>;
  me: string | undefined;
  zone: string;
}

/** What a model says of each judge; shut like every calibrated list until it is opened. */
export function JudgesTab(props: Props) {
  const { t } = useTranslation("ranking");
  const shut = props.door.state === "closed" || props.door.state === "asked";
  const judges = useQuery({ ...rankedJudgesQuery(props.round), enabled: !shut });
  const refused = judges.error instanceof ProblemError && judges.error.code === "what_if_closed";
  if (shut || refused) {
    return (
      <section className="ys-card" data-testid="judges-closed">
        <h2>{t("judges.closed")}</h2>
        <p className="ys-soft rk-lead">{t("judges.closedWhy")}</p>
        <Door {...props} />
      </section>
    );
  }
  return (
    <>
      {judges.isPending && <Waiting shape="lines" />}
      <ProblemAlert error={judges.error} onRetry={() => void judges.refetch()} />
      {judges.data && <Told judges={judges.data} />}
    </>
  );
}

function Told({ judges }: { judges: RankedJudges }) {
  const { t } = useTranslation(["ranking", "org"]);
  const words = useWords();
  const agreement = agreementOf(judges.agreement);
  const bridges = judges.weak_bridges;
  const parts = judges.parts ?? 1;
  return (
    <section className="ys-card rk-judges" data-testid="judges">
      <h2>{t("judges.title")}</h2>
      <p className="ys-soft rk-lead">{words(judges.words) || t("judges.sub")}</p>
      {judges.refused && (
        <Note icon={IconInfoCircle}>
          <p>{words(judges.refused)}</p>
        </Note>
      )}
      {parts > 1 && (
        <Note tone="warn" icon={IconInfoCircle}>
          <p>{t("judges.parts", { parts })}</p>
        </Note>
      )}
      {bridges.length > 0 && (
        <Note icon={IconInfoCircle}>
          <p>{t("judges.bridges", { seats: bridges.join(t("listComma")) })}</p>
        </Note>
      )}
      {judges.rows.length > 0 && <Table rows={judges.rows} />}
      {agreement.length > 0 ? (
        <dl className="rk-agreement">
          {agreement.map(({ name, value }) => (
            <div key={name}>
              <dt>{t(`judges.agreement.${name}`)}</dt>
              <dd className="num">{signless(value)}</dd>
            </div>
          ))}
        </dl>
      ) : (
        judges.rows.length > 0 && <p className="ys-small ys-muted">{t("judges.agreementNone")}</p>
      )}
    </section>
  );
}

const NUMBERS = ["scale", "noise", "loo_r", "outfit", "order_effect"] as const;
const HEADS = {
  scale: "scale",
  noise: "noise",
  loo_r: "loo",
  outfit: "outfit",
  order_effect: "order",
};

function Table({ rows }: { rows: JudgeRow[] }) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const reach = leniencyReach(rows);
  return (
    <div className="rk-scroll" tabIndex={0} role="region" aria-label={t("judges.table")}>
      <table className="rk-table judges" aria-label={t("judges.table")}>
        <thead>
          <tr>
            <th scope="col">{t("explain.judge")}</th>
            <th scope="col" className="n">
              {t("judges.n")}
            </th>
            <th scope="col" className="n" title={t("judges.leniencyWhy")}>
              {t("judges.leniency")}
            </th>
            <th className="chart" aria-hidden />
            {NUMBERS.map((name) => (
              <th key={name} scope="col" className="n">
                {t(`judges.${HEADS[name]}`)}
              </th>
            ))}
            <th scope="col">{t("judges.flags")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.seat} data-testid={`judge-${row.seat}`}>
              <th scope="row">
                {words(row.judge) || t("explain.seat", { seat: row.seat })}
                {words(row.judge) && <small>{t("explain.seat", { seat: row.seat })}</small>}
              </th>
              <td className="n num">{row.n}</td>
              <td className="n num">
                {row.leniency === null ? <None /> : signed(row.leniency)}
                {row.se !== null && <small>± {row.se}</small>}
              </td>
              <td className="chart" aria-hidden>
                <Lean row={row} reach={reach} />
              </td>
              {NUMBERS.map((name) => {
                const value = row[name];
                const own = name === "order_effect" ? signed : signless;
                return (
                  <td key={name} className="n num">
                    {value === null ? <None /> : own(value)}
                  </td>
                );
              })}
              <td>
                <span className="rk-flags">
                  {row.flags.length === 0 && <None />}
                  {row.flags.map((flag) => (
                    <span key={flag} className="ys-chip">
                      {t(`judges.flag.${flag}`)}
                    </span>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A judge's leniency as a dot with its error around the panel's middle. */
function Lean({ row, reach }: { row: JudgeRow; reach: number }) {
  const x = (value: number) => `${50 + (Math.max(-reach, Math.min(reach, value)) / reach) * 48}%`;
  const value = Number(row.leniency ?? 0);
  const se = Number(row.se ?? 0);
  return (
    <svg className="rk-whisker" width="100%" height="28" focusable="false">
      <line className="cut" x1="50%" x2="50%" y1="0" y2="28" />
      <line className="rail" x1="0" x2="100%" y1="14" y2="14" />
      {row.leniency !== null && (
        <>
          <line className="span" x1={x(value - se)} x2={x(value + se)} y1="14" y2="14" />
          <circle className="dot" cx={x(value)} cy="14" r="5" />
        </>
      )}
    </svg>
  );
}
