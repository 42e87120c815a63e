import { Radio } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import type { ConsoleBody, ConsoleSlot } from "../api/types";
import { absentFrom } from "../state/console";
import type { ConsoleFeed } from "../state/feed";

const REASONS = ["team_said", "team_left", "other"] as const;

interface Props {
  body: ConsoleBody;
  slot: ConsoleSlot;
  feed: ConsoleFeed;
  onSend: (code?: string) => void;
}

/** Marks a team as not there; before the calls or minutes are over only with a reason. */
export function NoShow({ body, slot, feed, onSend }: Props) {
  const { t } = useTranslation(["door", "org"]);
  const words = useWords();
  const [code, setCode] = useState<string>(REASONS[0]);
  const rules = body.room.door;
  const early = feed.clock.time() < absentFrom(slot, rules);
  return (
    <ConfirmButton
      variant="default"
      question={t("org:ask.no_show", { team: words(slot.entry.team) })}
      confirm={t("org:verb.no_show")}
      onConfirm={() => onSend(early ? code : undefined)}
      testid="console-no_show"
      body={
        early && (
          <>
            <p>
              {t("early", {
                count: slot.door.calls.length,
                calls: rules.calls,
                minutes: Math.ceil(rules.grace_s / 60),
              })}
            </p>
            <Radio.Group label={t("earlyWhy")} value={code} onChange={setCode}>
              <div className="og-radios">
                {REASONS.map((each) => (
                  <Radio key={each} value={each} label={t(`earlyFor.${each}`)} />
                ))}
              </div>
            </Radio.Group>
          </>
        )
      }
    >
      {t("org:verb.no_show")}
    </ConfirmButton>
  );
}
