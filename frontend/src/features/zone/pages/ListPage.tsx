import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { stagesQuery } from "../api/stages";
import type { Stage } from "../api/types";
import { BoardTitle } from "../components/BoardHead";
import type { Setting } from "../components/CardFace";
import { FilterBar } from "../components/FilterBar";
import { Frame } from "../components/Frame";
import { MoveMenu, type Opened } from "../components/MoveMenu";
import { MoveSteps } from "../components/MoveSteps";
import { ProjectTable } from "../components/ProjectTable";
import { useTelling } from "../state/board";
import { focusCard, useBoardKeys } from "../state/boardKeys";
import { NOTHING, useFilter } from "../state/filter";
import { lanesOf } from "../state/lanes";
import { useMover } from "../state/mover";
import { useShown } from "../state/shown";
import { tracksOf } from "../state/tracks";

const NONE: Stage[] = [];

/** The same projects as rows, under the same filter, moved by the same menu. */
export function ListPage() {
  const { t } = useTranslation("zone");
  const [filter, change] = useFilter();
  const { projects, all, cards, late, now } = useShown(filter);
  const template = useQuery(stagesQuery);
  const [menu, setMenu] = useState<Opened | null>(null);
  const [said, setSaid] = useState("");
  const stages = template.data?.stages ?? NONE;
  const telling = useTelling(template.data, setSaid);
  const mover = useMover(stages, telling);
  const setting: Setting = { stages, tracks: tracksOf(all), now };
  const there = projects.data && template.data;
  // In the order of the way, within a lane as the board has it.
  const rows = template.data ? lanesOf(template.data, cards).flatMap((lane) => lane.cards) : [];
  useBoardKeys((id, at) => {
    const card = all.find((each) => each.id === id);
    if (card) setMenu({ card, at });
  });
  const closeMenu = () => {
    if (menu) focusCard(menu.card.id);
    setMenu(null);
  };
  return (
    <Frame head={<BoardTitle view="list" filter={filter} />}>
      <main className="zn-page" data-testid="zone-list">
        <FilterBar
          filter={filter}
          change={change}
          all={all}
          late={late}
          shown={cards}
          stages={stages}
        />
        <p className="vh" role="status" data-testid="board-said">
          {said}
        </p>
        <div className="zn-pad">
          {!there && !projects.error && <Waiting shape="lines" />}
          <ProblemAlert
            error={projects.error ?? template.error}
            onRetry={() => void Promise.all([projects.refetch(), template.refetch()])}
          />
          {there && all.length === 0 && (
            <EmptyState title={t("board.empty")}>{t("board.emptyWhy")}</EmptyState>
          )}
          {there && all.length > 0 && cards.length === 0 && (
            <EmptyState
              title={t("list.empty")}
              action={
                <Button variant="default" onClick={() => change(NOTHING)}>
                  {t("list.showAll")}
                </Button>
              }
            />
          )}
          {rows.length > 0 && (
            <ProjectTable
              cards={rows}
              setting={setting}
              onMenu={(card, at) => setMenu({ card, at })}
            />
          )}
        </div>
        {menu && (
          <MoveMenu
            opened={menu}
            stages={stages}
            onClose={closeMenu}
            onMove={(card, to) => {
              closeMenu();
              void mover.wish(card, to);
            }}
          />
        )}
        <MoveSteps mover={mover} stages={stages} lossReasons={template.data?.loss_reasons ?? []} />
      </main>
    </Frame>
  );
}
