import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
} from "@dnd-kit/core";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { projectQuery } from "../api/project";
import { stagesQuery } from "../api/stages";
import type { Card, Stage } from "../api/types";
import { CardFace } from "../components/CardFace";
import { FilterBar } from "../components/FilterBar";
import { Frame } from "../components/Frame";
import { LaneColumn } from "../components/LaneColumn";
import { LaneJump } from "../components/LaneJump";
import { MoveSteps } from "../components/MoveSteps";
import { useCarrySensors } from "../state/carry";
import { useFilter } from "../state/filter";
import { lanesOf } from "../state/lanes";
import { useMover } from "../state/mover";
import { useShown } from "../state/shown";

const NONE: Stage[] = [];

/** What a screen reader hears while a card is carried. */
function useAnnouncements(cards: Card[], stages: Stage[]): Announcements {
  const { t } = useTranslation("zone");
  const words = useWords();
  const card = (id: unknown) => words(cards.find((each) => each.id === id)?.name);
  const lane = (id: unknown) => words(stages.find((each) => each.id === id)?.name);
  return {
    onDragStart: ({ active }) => t("live.lifted", { name: card(active.id) }),
    onDragOver: ({ active, over }) =>
      over ? t("live.over", { name: card(active.id), stage: lane(over.id) }) : undefined,
    onDragEnd: () => undefined,
    onDragCancel: ({ active }) => t("live.back", { name: card(active.id) }),
  };
}

/** The board: a lane for each stage, cards that move by proof. */
export function BoardPage() {
  const { t } = useTranslation("zone");
  const words = useWords();
  const template = useQuery(stagesQuery);
  const [filter, change] = useFilter();
  const { projects, all, cards, late } = useShown(filter);
  const [held, setHeld] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const stages = template.data?.stages ?? NONE;
  const say = useCallback(
    (done: boolean, card: Card, stage: Stage) => {
      const names = { name: words(card.name), stage: words(stage.name) };
      setSaid(done ? t("live.moved", names) : t("live.refused", names));
    },
    // The words follow the language, and t changes with it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [t],
  );
  const mover = useMover(stages, say);
  const { wish } = mover;
  const page = useQuery({ ...projectQuery(held ?? ""), enabled: held !== null });
  const sensors = useCarrySensors();
  const announcements = useAnnouncements(all, stages);
  const lanes = useMemo(() => lanesOf(stages, cards), [stages, cards]);
  const carried = all.find((card) => card.id === held);
  const onMove = useCallback((card: Card, to: string) => void wish(card, to), [wish]);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setHeld(null);
    const card = all.find((each) => each.id === active.id);
    if (card && over) onMove(card, String(over.id));
  };
  const title = t("board.title");
  useEffect(() => {
    document.title = `${title} · ${t("brand")}`;
  }, [title, t]);
  const error = template.error ?? projects.error;

  return (
    <Frame>
      <main className="zn-page" data-testid="board">
        <FilterBar view="board" filter={filter} change={change} late={late} shown={cards} />
        <p className="vh" role="status" data-testid="board-said">
          {said}
        </p>
        {error && (
          <div className="zn-pad">
            <ProblemAlert
              error={error}
              onRetry={() => void Promise.all([projects.refetch(), template.refetch()])}
            />
          </div>
        )}
        {!error && (projects.isPending || template.isPending) && (
          <div className="zn-pad">
            <Waiting shape="cards" />
          </div>
        )}
        {projects.data?.length === 0 && (
          <div className="zn-pad">
            <EmptyState title={t("board.empty")}>{t("board.emptyWhy")}</EmptyState>
          </div>
        )}
        {projects.data && projects.data.length > 0 && template.data && (
          <DndContext
            sensors={sensors}
            collisionDetection={closestCenter}
            accessibility={{
              announcements,
              screenReaderInstructions: { draggable: t("live.how") },
            }}
            onDragStart={({ active }: DragStartEvent) => setHeld(String(active.id))}
            onDragCancel={() => setHeld(null)}
            onDragEnd={onDragEnd}
          >
            <LaneJump lanes={lanes} />
            <div className="zn-board" tabIndex={0} role="region" aria-label={title}>
              {lanes.map((lane) => (
                <LaneColumn
                  key={lane.stage.id}
                  lane={lane}
                  stages={stages}
                  carried={carried ? { card: carried, page: page.data } : null}
                  onMove={onMove}
                />
              ))}
            </div>
            <DragOverlay dropAnimation={null}>
              {carried && (
                <div className="zn-card lifted">
                  <CardFace card={carried} />
                </div>
              )}
            </DragOverlay>
          </DndContext>
        )}
        <MoveSteps mover={mover} lossReasons={template.data?.loss_reasons ?? []} />
      </main>
    </Frame>
  );
}
