import { Menu } from "@mantine/core";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Menu.css";
import { IconAlertTriangle, IconArrowBackUp, IconArrowRight, IconCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useProblemText } from "@/ui/Problem";
import { projectQuery } from "../api/project";
import type { Card, GateState, Stage } from "../api/types";
import { corrections } from "../state/gate";

export interface Opened {
  card: Card;
  /** What the menu hangs on. */
  at: Element;
  /** Only these stages; otherwise every way that is open to the card. */
  places?: Stage[];
}
interface Props {
  opened: Opened;
  stages: Stage[];
  onClose: () => void;
  onMove: (card: Card, to: string) => void;
}

/** The same moves as by dragging, as a menu: for touch, keyboard and screen readers. */
export function MoveMenu({ opened, stages, onClose, onMove }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const { card, at, places } = opened;
  const problem = useProblemText();
  const page = useQuery(projectQuery(card.id));
  const gates = page.data?.gates ?? {};
  const targets = places ?? stages.filter(({ id }) => gates[id]);
  const back = page.data && !places ? corrections(page.data, stages) : [];
  const { left, bottom, width } = at.getBoundingClientRect();
  const place = { left: left + width / 2, top: Math.min(bottom, window.innerHeight - 80) };
  return (
    <Menu
      opened={places !== undefined || !page.isPending}
      withInitialFocusPlaceholder={false}
      onClose={onClose}
      position="bottom"
      width={268}
      shadow="md"
      withinPortal
      middlewares={{ flip: true, shift: true }}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className="zn-anchor"
          style={place}
          aria-label={t("card.moveNamed", { name: words(card.name) })}
        />
      </Menu.Target>
      <Menu.Dropdown
        data-testid="move-menu"
        aria-label={t("card.moveNamed", { name: words(card.name) })}
      >
        <Menu.Label>{t("card.moveNamed", { name: words(card.name) })}</Menu.Label>
        {page.error && <Menu.Label>{problem(page.error).title}</Menu.Label>}
        {targets.map((stage) => (
          <Way
            key={stage.id}
            stage={stage}
            gate={gates[stage.id]}
            go={() => onMove(card, stage.id)}
          />
        ))}
        {page.data && targets.length === 0 && <Menu.Item disabled>{t("card.noMove")}</Menu.Item>}
        {back.length > 0 && <Menu.Divider />}
        {back.map((id) => (
          <Menu.Item
            key={id}
            mih={44}
            leftSection={<IconArrowBackUp size={18} stroke={1.8} />}
            onClick={() => onMove(card, id)}
            data-testid={`move-to-${id}`}
          >
            {t("moves.back", { stage: words(stages.find((stage) => stage.id === id)?.name) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface WayProps {
  stage: Stage;
  gate: GateState | undefined;
  go: () => void;
}

/** One stage to go to, and what its gate still lacks. */
function Way({ stage, gate, go }: WayProps) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const lacks = gate?.missing.length ?? 0;
  return (
    <Menu.Item
      mih={44}
      leftSection={<IconArrowRight size={18} stroke={1.8} />}
      onClick={go}
      data-testid={`move-to-${stage.id}`}
    >
      <span className="zn-way">
        {words(stage.name)}
        {lacks > 0 && (
          <small className="lacks">
            <IconAlertTriangle size={14} stroke={2} aria-hidden />
            {t("gate.lacks", { count: lacks })}
          </small>
        )}
        {gate?.open && !stage.terminal && (
          <small className="open">
            <IconCheck size={14} stroke={2} aria-hidden />
            {t("gate.free")}
          </small>
        )}
      </span>
    </Menu.Item>
  );
}
