import "../styles/motion.css";
import { IconChevronDown, IconGavel } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/offline/react";
import { queryClient } from "@/api/query";
import { type Covered, type Shown, talkQuery } from "../api/motions";
import { queueQuery } from "../api/queue";
import { useOffice } from "../state/office";
import { AgainBar } from "./AgainBar";
import { MotionCard, MotionCover } from "./MotionCard";

/** The entry that waits to be marked again by this judge, where its card is not on the page. */
function useMarkedAgain(motions: (Covered | Shown)[], own: string | undefined): Shown | null {
  const known = motions.filter((each): each is Shown => !each.covered && each.rescore !== null);
  const states = known.map(({ id, rescore }) => `${id} ${rescore?.state ?? ""}`).join();
  // The list names other sheets when one begins or is over.
  useEffect(() => {
    if (states) void queryClient.invalidateQueries({ queryKey: queueQuery.queryKey });
  }, [states]);
  useSearch({ strict: false }); // the page may be another one by now
  if (location.pathname === "/judge/live" || !own) return null;
  return (
    known.find(
      ({ rescore }) =>
        rescore?.state === "open" && rescore.judges.includes(own) && !rescore.signed.includes(own),
    ) ?? null
  );
}

/** Motions that are voted on or wait for their record, over the page; it can be put aside. */
export function MotionDesk({ round }: { round: string }) {
  const { t } = useTranslation("judgeMotion");
  const version = useSignal(useOffice().feed.state)?.v ?? 0;
  const { data: talk, refetch } = useQuery(talkQuery(round));
  // The room's version rises with every step of a deliberation.
  useEffect(() => void refetch(), [refetch, version]);
  const motions = (talk?.motions ?? []).filter(({ state }) => state !== "recorded");
  const marking = useMarkedAgain(talk?.motions ?? [], talk?.own);
  const newest = motions.at(-1)?.id ?? null;
  const [aside, setAside] = useState<string | null>(null);
  if (!talk || talk.state !== "open") return null;
  if (newest === null) return marking && <AgainBar motion={marking} />;
  const asked = motions.filter((each) => !each.covered && each.has_vote && !each.own_choice);
  if (aside === newest) {
    return (
      <button
        type="button"
        className="jd-motionbar"
        data-testid="motion-bar"
        onClick={() => setAside(null)}
      >
        <IconGavel size={22} stroke={1.8} aria-hidden />
        {t(asked.length > 0 ? "bar.asked" : "bar.there")}
      </button>
    );
  }
  return (
    <section className="jd-motions" aria-label={t("title")} data-testid="motions">
      <header>
        <h2>{t("title")}</h2>
        <button
          type="button"
          className="jd-btn quiet"
          data-testid="motion-aside"
          onClick={() => setAside(newest)}
        >
          {t("aside")}
          <IconChevronDown size={20} stroke={1.8} aria-hidden />
        </button>
        <p className="jd-soft">{t(`you.${talk.mode}`, { judge: talk.own })}</p>
      </header>
      <div className="jd-motionlist" role="status">
        {[...motions]
          .reverse()
          .map((motion) =>
            motion.covered ? (
              <MotionCover key={motion.id} />
            ) : (
              <MotionCard key={motion.id} round={round} motion={motion} chair={talk.chair} />
            ),
          )}
      </div>
    </section>
  );
}
