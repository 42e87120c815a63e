import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { chairOverridesQuery, overrideWithdraw, type ChairOverride } from "../api/overrides";
import type { Queue, RoomSlot } from "../api/types";
import { useRoom } from "../state/hooks";
import { teamOf } from "../state/words";
import { Refusal } from "./Refusal";
import { SealSheet } from "./SealSheet";

const SEALABLE = new Set(["scoring", "held"]);

/** A colleague has not signed and will not: the chair proposes to seal without, another agrees. */
export function ChairSeal({ queue }: { queue: Queue }) {
  const slot = useRoom()?.slot;
  const hers = slot && queue.entries.some(({ id }) => id === slot.entry.id);
  if (!hers || !SEALABLE.has(slot.state)) return null;
  return <Offer key={slot.id} slot={slot} round={queue.round.id} />;
}

function Offer({ slot, round }: { slot: RoomSlot; round: string }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery(chairOverridesQuery(round));
  const last = data?.find((each) => each.slot === slot.id && each.kind === "seal");
  if (!data) return null;
  return (
    <section className="jd-card" aria-label={t("seal.title")} data-testid="chair-seal">
      <h2>{t("seal.title")}</h2>
      <p>
        <b>{slot.entry.number}</b> {words(teamOf(slot.entry.team))}
      </p>
      {last?.state === "proposed" ? (
        <Proposed proposal={last} round={round} />
      ) : (
        <>
          {last?.state === "refused" && (
            <p role="status" data-testid="seal-refused">
              {t("seal.refused", { why: last.words })}
            </p>
          )}
          <p className="jd-soft">{t("seal.sub")}</p>
          <button
            type="button"
            className="jd-btn"
            data-testid="seal-open"
            onClick={() => setAsking(true)}
          >
            {t("seal.open")}
          </button>
        </>
      )}
      {asking && (
        <SealSheet
          slot={slot.id}
          team={words(teamOf(slot.entry.team))}
          round={round}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}

function Proposed({ proposal, round }: { proposal: ChairOverride; round: string }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => overrideWithdraw(proposal.id),
    onSettled: () => client.invalidateQueries({ queryKey: chairOverridesQuery(round).queryKey }),
  });
  const seats = proposal.missing.map((seat) => t("seal.seat", { seat })).join(t("seal.comma"));
  return (
    <>
      <p role="status" data-testid="seal-proposed">
        {seats ? t("seal.waits", { seats }) : t("seal.waitsFew")}
      </p>
      <p className="jd-soft">{t("seal.reasonSaid", { reason: proposal.reason })}</p>
      {withdraw.isError && <Refusal error={withdraw.error} />}
      {proposal.may.includes("withdraw") && (
        <button
          type="button"
          className="jd-btn"
          data-testid="seal-withdraw"
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate()}
        >
          {t("seal.withdraw")}
        </button>
      )}
    </>
  );
}
