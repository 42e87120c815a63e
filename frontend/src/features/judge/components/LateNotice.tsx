import { useQuery, useQueryClient } from "@tanstack/react-query";
import { IconClockExclamation } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markShort } from "@/offline/marks";
import { ownLateQuery } from "../api/late";
import { queueQuery } from "../api/queue";
import type { Rulebook } from "../api/types";

interface Props {
  entry: string;
  /** The card on screen, if one is. */
  sheet?: string;
  rulebook: Rulebook;
}

/** What came after the seal, with both values: not accepted, or what two people said of it. */
export function LateNotice({ entry, sheet, rulebook }: Props) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const { data } = useQuery({ ...ownLateQuery, staleTime: 0 });
  const here = (data ?? []).filter((each) => each.entry.id === entry);
  // The card on screen has been replaced: its successor is the queue's to name.
  const client = useQueryClient();
  const replaced = here.some((each) => each.state === "accepted" && each.sheet === sheet);
  useEffect(() => {
    if (replaced) void client.invalidateQueries({ queryKey: queueQuery.queryKey });
  }, [client, replaced]);
  if (here.length === 0) return null;
  const show = (value: string | null) => (value === null ? t("rubric.empty") : markShort(value));
  const nameOf = (id: string) => words(rulebook.criteria.find((each) => each.id === id)?.name);
  return (
    <div className="jd-late" role="status" data-testid="late">
      {here.map((each) => (
        <div key={each.came_at} data-testid="late-change" data-state={each.state}>
          <IconClockExclamation size={24} stroke={1.8} aria-hidden />
          <div>
            {each.marks.map((mark) => (
              <p key={mark.criterion}>
                {t(`late.${each.state}`, {
                  name: nameOf(mark.criterion),
                  was: show(mark.was),
                  value: show(mark.value),
                  why: each.refused_for,
                })}
              </p>
            ))}
            {each.marks.length === 0 && each.state === "open" && <p>{t("late.openSign")}</p>}
          </div>
        </div>
      ))}
    </div>
  );
}
