import { DndContext, type DragEndEvent, DragOverlay, type DragStartEvent } from "@dnd-kit/core";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { projectQuery } from "../api/project";
import { stagesQuery } from "../api/stages";
import type { Card, Stage } from "../api/types";
import { BoardTitle } from "../components/BoardHead";
import { CardFace, type Setting } from "../components/CardFace";
import { FilterBar } from "../components/FilterBar";
import { Frame } from "../components/Frame";
import { Lanes } from "../components/Lanes";
import { MoveMenu, type Opened } from "../components/MoveMenu";
import { MoveSteps } from "../components/MoveSteps";
import { useAnnouncements, useTelling } from "../state/board";
import { focusCard, useBoardKeys } from "../state/boardKeys";
import { beside, underHand, useCarrySensors } from "../state/carry";
import { isFiltering, NOTHING, useFilter } from "../state/filter";
import { lanesOf } from "../state/lanes";
import { useMover } from "../state/mover";
import { useShown } from "../state/shown";
import { spotOf } from "../state/spots";
import { tracksOf } from "../state/tracks";

const NONE: Stage[] = [];
const BESIDE = [beside];

/** The board: lanes of stages, cards that move by proof. */
export function BoardPage() {
  const { t } = useTranslation("zone");
  const words = useWords();
  const template = useQuery(stagesQuery);
  const [filter, change] = useFilter();
  const { projects, all, cards, late, now } = useShown(filter);
  const [held, setHeld] = useState<string | null>(null);
  const [menu, setMenu] = useState<Opened | null>(null);
  const [said, setSaid] = useState("");
  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  const stages = template.data?.stages ?? NONE;
  const telling = useTelling(template.data, setSaid);
  const mover = useMover(stages, (end, card, stage) => {
    telling(end, card, stage);
    if (end === "moved") setWanted({ id: card.id });
  });
  // First it is drawn, wherever its lane is scrolled to; then it can have the focus.
  useEffect(() => {
    if (wanted) focusCard(wanted.id);
  }, [wanted]);
  const page = useQuery({ ...projectQuery(held ?? ""), enabled: held !== null });
  const sensors = useCarrySensors();
  const lanes = useMemo(
    () => (template.data ? lanesOf(template.data, cards) : []),
    [template.data, cards],
  );
  const announcements = useAnnouncements(all, lanes, stages);
  const setting: Setting = useMemo(
    () => ({ stages, tracks: tracksOf(all), now }),
    [stages, all, now],
  );
  const cardOf = (id: unknown) => all.find((card) => card.id === id);
  const carried = held === null ? undefined : cardOf(held);
  const kept = useMemo(
    () => [held, menu?.card.id, wanted?.id].filter((id) => typeof id === "string"),
    [held, menu, wanted],
  );
  const openMenu = useCallback((card: Card, at: Element) => setMenu({ card, at }), []);
  useBoardKeys((id, at) => {
    const card = cardOf(id);
    if (card) openMenu(card, at);
  });
  const closeMenu = () => {
    if (menu) setWanted({ id: menu.card.id });
    setMenu(null);
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setHeld(null);
    const card = cardOf(active.id);
    const spot = over && spotOf(over.id);
    const lane = spot && lanes.find(({ id }) => id === spot.lane);
    if (!card || !lane) return setSaid(t("live.back", { name: words(card?.name) }));
    if (spot.kind === "stage") return void mover.wish(card, spot.stage);
    const home = lane.places.some(({ id }) => id === card.stage);
    if (home) return setSaid(t("live.back", { name: words(card.name) }));
    void mover.drop(card, lane);
  };
  const error = template.error ?? projects.error;
  const there = projects.data && template.data;

  return (
    <Frame head={<BoardTitle view="board" filter={filter} />}>
      <main className="zn-page" data-testid="board" data-carrying={held ?? undefined}>
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
          {error && (
            <ProblemAlert
              error={error}
              onRetry={() => void Promise.all([projects.refetch(), template.refetch()])}
            />
          )}
          {!error && !there && <Waiting shape="cards" />}
          {there && all.length === 0 && (
            <EmptyState title={t("board.empty")}>{t("board.emptyWhy")}</EmptyState>
          )}
          {there && all.length > 0 && cards.length === 0 && isFiltering(filter) && (
            <EmptyState
              title={t("list.empty")}
              action={
                <Button variant="default" onClick={() => change(NOTHING)}>
                  {t("list.showAll")}
                </Button>
              }
            />
          )}
        </div>
        {there && cards.length > 0 && (
          <DndContext
            sensors={sensors}
            collisionDetection={underHand}
            accessibility={{
              announcements,
              screenReaderInstructions: { draggable: t("live.how") },
            }}
            onDragStart={({ active }: DragStartEvent) => setHeld(String(active.id))}
            onDragCancel={() => setHeld(null)}
            onDragEnd={onDragEnd}
          >
            <Lanes
              lanes={lanes}
              setting={setting}
              carried={carried ? { card: carried, page: page.data } : null}
              kept={kept}
              open={filter.open}
              onOpen={(open) => change({ open })}
              onMenu={openMenu}
            />
            <DragOverlay dropAnimation={null} modifiers={BESIDE}>
              {carried && (
                <div className="zn-card lifted" data-testid="card-lifted">
                  <CardFace
                    card={carried}
                    lane={lanes.find((lane) => lane.cards.includes(carried))}
                    setting={setting}
                    name={<b>{words(carried.name)}</b>}
                  />
                </div>
              )}
            </DragOverlay>
          </DndContext>
        )}
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
