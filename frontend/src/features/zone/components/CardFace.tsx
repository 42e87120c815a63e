import { IconUserPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Bilingual } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { Money } from "@/ui/Money";
import type { Card, Stage } from "../api/types";
import { urgency } from "../state/clock";
import type { Lane } from "../state/lanes";
import { hueOf } from "../state/tracks";
import { ChecksBar } from "./Checks";
import { DueClock } from "./DueClock";
import { PlaceBar } from "./PlaceBar";
import { Provenance } from "./Provenance";

/** What is the same for every card of a board. */
export interface Setting {
  stages: Stage[];
  tracks: Bilingual[];
  now: number;
}
interface Props {
  card: Card;
  lane: Lane | undefined;
  setting: Setting;
  /** The name of the project, as a link where the card lies in its lane. */
  name: ReactNode;
  action?: ReactNode;
}

/** What a card says; the same while it lies in a lane and while it is carried. */
export function CardFace({ card, lane, setting, name, action }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const { stages, tracks, now } = setting;
  const track = card.entry?.track;
  const line = card.entry?.title ?? words(card.entry?.team);
  const stage = stages.find(({ id }) => id === card.stage);
  const pressing = ["soon", "late"].includes(urgency(card.stage_since, card.due_at, now));
  return (
    <>
      <div className="c">{name}</div>
      {line && <div className="d">{line}</div>}
      <div className="m">
        {card.planned_investment ? (
          <>
            <span className="vh">{t(`money.${card.planned_investment.kind}`)}</span>
            <Money value={card.planned_investment} />
          </>
        ) : (
          <small>{t("money.unsaid")}</small>
        )}
        {track && (
          <span className="ind">
            <i data-hue={hueOf(tracks, track)} aria-hidden />
            {words(track)}
          </span>
        )}
      </div>
      <Provenance card={card} />
      {card.stage === "screening" && <ChecksBar {...card.checks_count} />}
      {lane && <PlaceBar lane={lane} card={card} />}
      <div className="f">
        {card.owner || pressing ? (
          <DueClock since={card.stage_since} due={card.due_at} stage={stage} now={now} />
        ) : (
          <span>{t("card.noOwner")}</span>
        )}
        <span className="end">
          {action}
          <Owner card={card} />
        </span>
      </div>
    </>
  );
}

function Owner({ card }: { card: Card }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const owner = words(card.owner?.name);
  const says = owner ? t("card.owner", { name: owner }) : t("card.noOwner");
  return (
    <span className={owner ? "av" : "av none"} title={says}>
      <span aria-hidden>{owner ? owner.slice(0, 1) : <IconUserPlus size={14} stroke={2} />}</span>
      <span className="vh">{says}</span>
    </span>
  );
}
