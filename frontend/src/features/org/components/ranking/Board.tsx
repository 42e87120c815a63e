import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/api/session";
import { useWords } from "@/lib/bilingual";
import { useKeys } from "@/lib/keys";
import { EmptyState } from "@/ui/EmptyState";
import { Hash } from "@/ui/Hash";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { useWhatIf } from "../../api/ranking";
import type { Ranking } from "../../api/rankingTypes";
import type { EditionRound } from "../../api/types";
import { mayVisit } from "../../state/roles";
import { type Here, placePath } from "../Frame";
import { PageTabs } from "../PageTabs";
import { Explain } from "./Explain";
import { FairnessCard } from "./FairnessCard";
import { JudgesTab } from "./JudgesTab";
import { Legend } from "./Legend";
import { LineQuestion } from "./LineQuestion";
import { RankNotes } from "./RankNotes";
import { RankTable } from "./RankTable";
import { TrialTable } from "./TrialTable";
import { Rules, WhatIfCard } from "./WhatIfCard";

const TABS = ["ranking", "judges"] as const;

interface Props extends Here {
  round: EditionRound;
  ranking: Ranking;
}

/** What is on screen of one round: its ranking or its judges. */
export function Board(props: Props) {
  const { t } = useTranslation("ranking");
  const { edition, round, roles, ranking } = props;
  const [tab, setTab] = useState<(typeof TABS)[number]>("ranking");
  const me = useSession().data?.person?.id;
  const { rows } = ranking;
  if (rows.length === 0 && !ranking.refused) return <Nothing {...props} />;
  return (
    <>
      <Printed {...props} />
      <PageTabs
        name="rk"
        label={t("tabs")}
        tabs={TABS}
        tab={tab}
        words={(each) => t(`tab.${each}`)}
        onTab={setTab}
      />
      <div
        role="tabpanel"
        id="rk-panel"
        aria-labelledby={`rk-tab-${tab}`}
        className="ys-stack"
        data-testid={`panel-${tab}`}
      >
        {tab === "ranking" ? (
          <Places {...props} me={me} />
        ) : (
          <JudgesTab
            round={round.id}
            door={ranking.what_if}
            roles={roles}
            me={me}
            zone={edition.time_zone}
          />
        )}
      </div>
    </>
  );
}

function Places(props: Props & { me: string | undefined }) {
  const { edition, round, roles, slug, ranking, me } = props;
  const { t } = useTranslation("ranking");
  const words = useWords();
  const trial = useWhatIf(round.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const card = round.rulebook.card;
  const row = ranking.rows.find(({ entry }) => entry === chosen);
  const label = t("table", { round: words(round.name) });
  const close = () => {
    const number = row?.number;
    setChosen(null);
    if (number)
      place.current?.querySelector<HTMLElement>(`[data-testid="open-${number}"]`)?.focus();
  };
  useRowKeys(place.current, close);
  const rules = {
    door: ranking.what_if,
    chosen: trial.data || trial.isPending ? (trial.variables?.rule ?? null) : null,
    busy: trial.isPending,
    onTry: (rule: string) => {
      setChosen(null);
      trial.mutate({ rule, cut: null });
    },
  };
  return (
    <div className={row ? "rk-split open" : "rk-split"} ref={place}>
      <div className="ys-stack rk-main">
        <RankNotes ranking={ranking} closed={isOver(round)} />
        {trial.data ? (
          <TrialTable
            trial={trial.data}
            busy={trial.isPending}
            rules={<Rules {...rules} />}
            onCut={(cut) => trial.mutate({ rule: trial.data.rule, cut })}
            onBack={() => trial.reset()}
          />
        ) : (
          <section className="ys-card rk-card">
            <p className="rk-rule" data-testid="ranking-rule">
              <b>{t("rule")}</b> {words(ranking.rule)}
            </p>
            <RankTable
              ranking={ranking}
              card={card}
              label={label}
              chosen={chosen}
              onChoose={setChosen}
            />
            <Legend ranking={ranking} />
          </section>
        )}
        <LineQuestion
          ranking={ranking}
          deliberate={`/org/${slug}/deliberate/${round.code}`}
          results={placePath(slug, "results")}
        />
        {!trial.data && (
          <WhatIfCard
            {...rules}
            round={round.id}
            roles={roles}
            me={me}
            zone={edition.time_zone}
            error={trial.error}
          />
        )}
        {trial.data && <ProblemAlert error={trial.error} safe={t("whatif.safe")} />}
        {ranking.state === "locked" && <FairnessCard round={round.id} zone={edition.time_zone} />}
        <Foot ranking={ranking} />
      </div>
      {row && (
        <Explain
          key={row.entry}
          round={round.id}
          row={row}
          ranking={ranking}
          card={card}
          onClose={close}
        />
      )}
    </div>
  );
}

/** Whether the judging of a round is over. */
const isOver = ({ state }: EditionRound) => state === "closed" || state === "locked";

/** J and K go through the rows from wherever one is; Escape closes the explanation. */
function useRowKeys(place: HTMLElement | null, close: () => void): void {
  const go = (by: number) => {
    const rows = [...(place?.querySelectorAll<HTMLElement>("[data-rank-row]") ?? [])];
    const here = rows.findIndex((row) => row === document.activeElement);
    rows[here < 0 ? (by > 0 ? 0 : rows.length - 1) : here + by]?.focus();
  };
  useKeys({ j: () => go(1), k: () => go(-1), escape: close });
}

function Foot({ ranking }: { ranking: Ranking }) {
  const { t } = useTranslation("ranking");
  const { method, hash } = ranking;
  return (
    <footer className="rk-foot ys-small ys-muted">
      {method && (
        <p>
          {t("method", {
            name: t(`method.${method.name}`),
            version: method.version,
            draws: method.draws,
          })}
        </p>
      )}
      {hash && (
        <div className="rk-hash">
          <span>{t("hash")}</span>
          <Hash value={hash} testid="ranking-hash" />
          <p>{t("hashWhy")}</p>
        </div>
      )}
    </footer>
  );
}

function Nothing({ slug, roles, round, ranking }: Props) {
  const { t } = useTranslation(["ranking", "org"]);
  return (
    <>
      <RankNotes ranking={ranking} closed={isOver(round)} />
      <EmptyState
        title={t("empty")}
        action={
          mayVisit("live", roles) && (
            <Button component={Link} to={placePath(slug, "live")} variant="default">
              {t("emptyGo")}
            </Button>
          )
        }
      >
        {t("emptyWhy")}
      </EmptyState>
    </>
  );
}

/** The head of a printed sheet: contest and round, when and by whom it was printed. */
function Printed({ edition, round }: Props) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const person = useSession().data?.person;
  const [at] = useState(() => new Date().toISOString());
  return (
    <div className="ys-printonly rk-printed">
      <b>{t("where.contest", { edition: words(edition.name), round: words(round.name) })}</b>
      <span>
        <When at={at} zone={edition.time_zone} plain /> {words(person?.name)}
      </span>
    </div>
  );
}
