import { Button, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconFlask, IconMinus } from "@tabler/icons-react";
import { Fragment, type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { WhatIf, WhatIfRow } from "../../api/rankingTypes";
import { moveOf, thenOrder } from "../../state/ranking";
import { None } from "./RankTable";

interface Props {
  trial: WhatIf;
  busy: boolean;
  /** The other rules that can be tried. */
  rules: ReactNode;
  onCut: (cut: number) => void;
  onBack: () => void;
}

const ICONS = {
  up: IconArrowUp,
  down: IconArrowDown,
  same: IconMinus,
  new: IconArrowUp,
  gone: IconArrowDown,
};

/** The sheets under another rule, marked across so that nobody takes it for the result. */
export function TrialTable({ trial, busy, rules, onCut, onBack }: Props) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const mark = words(trial.watermark);
  const name = words(trial.name);
  const head = useRef<HTMLHeadingElement>(null);
  // Whoever tried a rule further down sees what came of it, and hears that it is no result.
  useEffect(() => head.current?.focus(), [trial.hash, trial.rule, trial.cut]);
  return (
    <section className="ys-card rk-trial" data-testid="trial" data-rule={trial.rule}>
      <header>
        <div className="rk-trialhead">
          <IconFlask size={22} stroke={1.8} aria-hidden />
          <div>
            <h2 ref={head} tabIndex={-1}>
              {t("whatif.banner")}
            </h2>
            <p>
              {trial.cut === null
                ? t("whatif.bannerNoCut", { rule: name })
                : t("whatif.bannerSub", { rule: name, cut: trial.cut })}
            </p>
          </div>
        </div>
        <Button variant="default" onClick={onBack} data-testid="trial-back">
          {t("whatif.back")}
        </Button>
      </header>
      <div className="rk-trialrules">{rules}</div>
      {trial.refused ? (
        <div className="rk-trialrules" role="status" data-testid="trial-refused">
          <strong>{t("whatif.refused")}</strong>
          <p>{words(trial.refused)}</p>
        </div>
      ) : (
        <Looked trial={trial} name={name} mark={mark} busy={busy} onCut={onCut} />
      )}
    </section>
  );
}

interface LookedProps extends Pick<Props, "trial" | "busy" | "onCut"> {
  name: string;
  mark: string;
}

/** Who would stand where. */
function Looked({ trial, name, mark, busy, onCut }: LookedProps) {
  const { t } = useTranslation("ranking");
  const rows = thenOrder(trial.rows);
  const last = rows.filter(({ in_then }) => in_then).at(-1)?.entry;
  return (
    <>
      <div className="rk-trialfacts">
        <strong data-testid="trial-crossing" role="status">
          {trial.crossing === 0
            ? t("whatif.crossingNone")
            : t("whatif.crossing", { count: trial.crossing })}
        </strong>
        {trial.cut !== null && (
          <CutForm key={trial.cut} cut={trial.cut} most={rows.length} busy={busy} onCut={onCut} />
        )}
      </div>
      <div
        className="rk-scroll"
        tabIndex={0}
        role="region"
        aria-label={t("whatif.table", { rule: name })}
      >
        <Watermark text={mark} />
        <table className="rk-table" aria-label={t("whatif.table", { rule: name })}>
          <thead>
            <tr>
              <th scope="col">{t("whatif.then")}</th>
              <th scope="col">{t("whatif.move")}</th>
              <th scope="col">{t("whatif.now")}</th>
              <th scope="col">{t("col.team")}</th>
              <th scope="col" className="n">
                {t("whatif.scoreThen")}
              </th>
              <th scope="col" className="n">
                {t("whatif.scoreNow")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Fragment key={row.entry}>
                <Row row={row} cut={trial.cut} />
                {row.entry === last && trial.cut !== null && (
                  <tr className="rk-cut trial">
                    <td colSpan={6}>
                      <div>
                        <b>
                          {mark} · {t("whatif.line")}
                        </b>
                      </div>
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({ row, cut }: { row: WhatIfRow; cut: number | null }) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const { way, by } = moveOf(row);
  const Icon = ICONS[way];
  const crosses = row.in_now !== row.in_then;
  return (
    <tr data-testid={`trial-${row.number}`} data-way={way}>
      <td className="num rk-then">{row.rank_then ?? <None />}</td>
      <td className={`rk-move ${way}`}>
        <span>
          <Icon size={16} stroke={2} aria-hidden />
          {t(`whatif.${way}`, { count: by })}
        </span>
      </td>
      <td className="num ys-muted">{row.rank_now ?? <None />}</td>
      <th scope="row">
        <span className="rk-name">
          {words(row.team)}
          {crosses && (
            <span className={row.in_then ? "ys-chip ok" : "ys-chip warn"}>
              {t(row.in_then ? "whatif.in" : "whatif.out", { cut })}
            </span>
          )}
        </span>
        <small className="num">{row.number}</small>
      </th>
      <td className="n num">{row.score_then ?? <None />}</td>
      <td className="n num ys-muted">{row.score_now ?? <None />}</td>
    </tr>
  );
}

interface CutFormProps {
  cut: number;
  most: number;
  busy: boolean;
  onCut: (cut: number) => void;
}

/** Another line under the same rule; a look of its own, so it is asked for by a press. */
function CutForm({ cut, most, busy, onCut }: CutFormProps) {
  const { t } = useTranslation("ranking");
  const [text, setText] = useState(String(cut));
  const wanted = Number(text);
  const fits = Number.isInteger(wanted) && wanted >= 1 && wanted < most && wanted !== cut;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (fits && !busy) onCut(wanted);
  };
  return (
    <form className="rk-cutform" onSubmit={send}>
      <TextInput
        label={t("whatif.cut")}
        inputMode="numeric"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-testid="trial-cut"
      />
      <Button type="submit" variant="default" disabled={!fits} loading={busy}>
        {t("whatif.again")}
      </Button>
    </form>
  );
}

const TIMES = Array.from({ length: 24 }, (_, index) => index);

/** The word across the whole table; on paper too. */
function Watermark({ text }: { text: string }) {
  return (
    <div className="rk-mark" aria-hidden>
      {TIMES.map((index) => (
        <span key={index}>{text}</span>
      ))}
    </div>
  );
}
