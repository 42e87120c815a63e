import { useTranslation } from "react-i18next";
import type { Card } from "../api/types";
import type { Lane } from "../state/lanes";
import { useMedia } from "../state/media";
import type { Setting } from "./CardFace";
import { type Carried, LaneColumn } from "./LaneColumn";
import { LaneJump } from "./LaneJump";
import { LaneStrip } from "./LaneStrip";

interface Props {
  lanes: Lane[];
  setting: Setting;
  carried: Carried | null;
  /** Cards that stay drawn: somebody acts on them. */
  kept: readonly string[];
  /** Which of the lanes that begin as strips are open. */
  open: string[];
  onOpen: (open: string[]) => void;
  onMenu: (card: Card, at: Element) => void;
}

/** The lanes side by side; on a phone one fills the window, and nothing is folded. */
export function Lanes({ lanes, setting, carried, kept, open, onOpen, onMenu }: Props) {
  const { t } = useTranslation("zone");
  const phone = useMedia("(max-width: 799px)");
  const isOpen = (lane: Lane) => phone || !lane.folded || open.includes(lane.id);
  const strips = lanes.filter((lane) => !isOpen(lane));
  const go = (lane: Lane) => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document
      .querySelector(`[data-lane="${lane.id}"]`)
      ?.scrollIntoView({ behavior: calm ? "auto" : "smooth", inline: "start", block: "nearest" });
  };
  return (
    <>
      <LaneJump lanes={lanes} onGo={go} />
      <div className="zn-board" tabIndex={0} role="region" aria-label={t("board.title")}>
        {lanes.filter(isOpen).map((lane) => (
          <LaneColumn
            key={lane.id}
            lane={lane}
            setting={setting}
            carried={carried}
            kept={kept}
            onMenu={onMenu}
            onFold={
              lane.folded && !phone ? () => onOpen(open.filter((id) => id !== lane.id)) : undefined
            }
          />
        ))}
        {strips.length > 0 && (
          <div className="zn-strips">
            {strips.map((lane) => (
              <LaneStrip
                key={lane.id}
                lane={lane}
                setting={setting}
                carried={carried}
                onOpen={() => onOpen([...open, lane.id])}
              />
            ))}
          </div>
        )}
      </div>
    </>
  );
}
