import "../styles/motion.css";
import { IconChevronDown, IconGavel } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/offline/react";
import { talkQuery } from "../api/motions";
import { useOffice } from "../state/office";
import { MotionCard, MotionCover } from "./MotionCard";

/** Motions that are voted on or wait for their record, over the page; it can be put aside. */
export function MotionDesk({ round }: { round: string }) {
  const { t } = useTranslation("judgeMotion");
  const version = useSignal(useOffice().feed.state)?.v ?? 0;
  const { data: talk, refetch } = useQuery(talkQuery(round));
  // The room's version rises with every step of a deliberation.
  useEffect(() => void refetch(), [refetch, version]);
  const motions = (talk?.motions ?? []).filter(({ state }) => state !== "recorded");
  const newest = motions.at(-1)?.id ?? null;
  const [aside, setAside] = useState<string | null>(null);
  if (!talk || talk.state !== "open" || newest === null) return null;
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
