import { ActionIcon, Menu } from "@mantine/core";
import "@mantine/core/styles/Popover.css";
import "@mantine/core/styles/Menu.css";
import { IconArrowRight, IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card, Stage } from "../api/types";

interface Props {
  card: Card;
  stages: Stage[];
  opened: boolean;
  onOpen: (opened: boolean) => void;
  onMove: (to: string) => void;
}

/** The same moves as by dragging, as a menu: for touch, keyboard and screen readers. */
export function MoveMenu({ card, stages, opened, onOpen, onMove }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const here = stages.find((stage) => stage.id === card.stage);
  const targets = (here?.next ?? []).flatMap((id) => stages.filter((stage) => stage.id === id));
  return (
    <Menu
      opened={opened}
      onChange={onOpen}
      position="bottom-end"
      width={240}
      shadow="md"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t("card.moveNamed", { name: words(card.name) })}
          data-testid="card-move"
        >
          <IconDots size={20} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("card.move")}</Menu.Label>
        {targets.map((stage) => (
          <Menu.Item
            key={stage.id}
            mih={44}
            leftSection={<IconArrowRight size={18} stroke={1.8} />}
            onClick={() => onMove(stage.id)}
            data-testid={`move-to-${stage.id}`}
          >
            {words(stage.name)}
          </Menu.Item>
        ))}
        {targets.length === 0 && <Menu.Item disabled>{t("card.noMove")}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}
