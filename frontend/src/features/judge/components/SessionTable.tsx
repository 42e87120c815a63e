import { IconEqual } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markShort } from "@/offline/marks";
import type { Queue } from "../api/types";
import { useTruth } from "../state/rows";
import { type Part, signable, type Sorted, type TeamRow } from "../state/session";
import { totalText, type Row } from "../state/sheet";
import { teamOf } from "../state/words";
import type { Spot } from "./SessionPage";
import { TruthIcon } from "./TruthIcon";

interface Props {
  queue: Queue;
  /** What is signed together, each with its teams as they are sorted. */
  parts: readonly Part[];
  by: Sorted;
  onSort: (by: Sorted) => void;
  spot: Spot | null;
  onSpot: (spot: Spot) => void;
}

const SORTS: readonly Sorted[] = ["order", "total"];

/** The teams with every mark; a cell opens it on the pad. */
export function SessionTable({ queue, parts, by, onSort, spot, onSpot }: Props) {
  const { t } = useTranslation(["judgeSession", "judge"]);
  const words = useWords();
  const { criteria } = queue.rulebook.document;
  return (
    <section className="jd-left jd-teams" aria-label={t("title")}>
      <div className="jd-sort" role="group" aria-label={t("sort.label")}>
        {SORTS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === by}
            data-testid={`sort-${each}`}
            onClick={() => onSort(each)}
          >
            {t(`sort.${each}`)}
          </button>
        ))}
      </div>
      <div className="jd-grid" tabIndex={-1}>
        <table>
          <caption className="vh">{t("caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("col.team")}</th>
              {criteria.map((criterion) => (
                <th key={criterion.id} scope="col" className="m" title={words(criterion.name)}>
                  <span>{words(criterion.name)}</span>
                  <small className="num">{markShort(criterion.max)}</small>
                </th>
              ))}
              <th scope="col" className="m">
                {t("judge:total")}
              </th>
            </tr>
          </thead>
          {parts.map((part) => (
            <tbody key={part.number ?? 0}>
              {part.number !== null && <PartLine part={part} columns={criteria.length + 2} />}
              {part.teams.map((team) => (
                <TeamLine
                  key={team.entry.id}
                  queue={queue}
                  team={team}
                  active={spot?.entry === team.entry.id ? spot.criterion : null}
                  onSpot={onSpot}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  );
}

/** The heading of what is signed together, and how far it is. */
function PartLine({ part, columns }: { part: Part; columns: number }) {
  const { t } = useTranslation("judgeSession");
  const can = signable(part.teams, part.stands);
  const sealed = part.stands?.session?.sealed ?? false;
  return (
    <tr className="part" data-testid={`part-${part.number}`} data-why={sealed ? "sealed" : can.why}>
      <th colSpan={columns} scope="rowgroup">
        <b>{t("part", { number: part.number })}</b>
        <small>
          {sealed
            ? t("sealed")
            : can.why === "signed"
              ? t("waits")
              : t(`sign.${can.why}`, {
                  count: can.why === "ready" ? can.sheets.length : can.count,
                })}
        </small>
      </th>
    </tr>
  );
}

interface LineProps {
  queue: Queue;
  team: TeamRow;
  active: string | null;
  onSpot: (spot: Spot) => void;
}

function TeamLine({ queue, team, active, onSpot }: LineProps) {
  const { t } = useTranslation(["judgeSession", "judge"]);
  const words = useWords();
  const { entry, badge, rows, total, state, equal } = team;
  const name = words(teamOf(entry.team));
  return (
    <tr
      className={active === null ? "" : "on"}
      data-testid={`team-${entry.number}`}
      data-state={state}
      data-equal={equal.length > 0 || undefined}
    >
      <th scope="row">
        <div>
          <span className="no num">{badge}</span>
          <span className="n">
            <b>{name}</b>
            <small className={state}>
              {t(team.ahead && state === "empty" ? "state.ahead" : `state.${state}`, {
                count: team.missing,
              })}
            </small>
          </span>
        </div>
      </th>
      {rows.map((row) => (
        <MarkCell
          key={row.criterion.id}
          row={row}
          sheet={team.sheet}
          label={t("cell", { badge, team: name, line: words(row.criterion.name) })}
          testid={`mark-${entry.number}-${row.criterion.id}`}
          on={active === row.criterion.id}
          onPick={() => onSpot({ entry: entry.id, criterion: row.criterion.id })}
        />
      ))}
      <td className="sum">
        <b className="num" data-testid={`sum-${entry.number}`}>
          {total === null ? t("judge:total.none") : totalText(queue.rulebook.document, total)}
        </b>
        {equal.length > 0 && (
          <span className="eq" data-testid={`equal-${entry.number}`}>
            <IconEqual size={14} stroke={2.2} aria-hidden />
            <span className="vh">{t("equal")}</span>
            <span className="num">{equal.join(" ")}</span>
          </span>
        )}
      </td>
    </tr>
  );
}

interface CellProps {
  row: Row;
  sheet: string;
  label: string;
  testid: string;
  on: boolean;
  onPick: () => void;
}

/** What is on the server and what is signed needs no sign: the footer says it of all at once. */
const QUIET = new Set<string | null>(["committed", "signed", null]);

function MarkCell({ row, sheet, label, testid, on, onPick }: CellProps) {
  const { t } = useTranslation("judge");
  const truth = useTruth(sheet, row.criterion.id);
  const shown = row.value === null ? t("rubric.empty") : markShort(row.value);
  return (
    <td className="m">
      <button
        type="button"
        className={row.value === null ? "empty" : "num"}
        aria-label={`${label}: ${shown}`}
        aria-pressed={on}
        data-testid={testid}
        data-value={row.value ?? ""}
        data-state={truth ?? "none"}
        onClick={onPick}
      >
        {row.value === null ? "·" : shown}
        {!QUIET.has(truth) && <TruthIcon criterion={`${testid}-now`} truth={truth} />}
      </button>
    </td>
  );
}
