import { Button, CloseButton } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { undoSeconds } from "@/lib/tempo";
import { useSignal } from "@/offline/react";
import { useProblemText } from "./Problem";
import { dropUndo, type Undo, undoOffer } from "./undo";
import "./undo.css";

/** The place of the one undo on screen, the whole life of the entry. */
export function UndoPlace() {
  const offer = useSignal(undoOffer);
  return (
    <div className="ys-undo-place" role="status" aria-live="polite">
      {offer && <UndoToast key={offer.id} offer={offer} seconds={undoSeconds()} />}
    </div>
  );
}

/** Runs `act` when `ms` of not being paused have passed. */
function useCountdown(ms: number, paused: boolean, act: () => void) {
  const left = useRef(ms);
  useEffect(() => {
    if (paused) return undefined;
    const from = performance.now();
    const timer = setTimeout(act, left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(0, left.current - (performance.now() - from));
    };
  }, [paused, act]);
}

const typing = (place: EventTarget | null) =>
  place instanceof HTMLElement &&
  (place.isContentEditable || /^(INPUT|TEXTAREA)$/.test(place.tagName));

/** What was done, and the way back; waits while somebody points at it or stands on it. */
export function UndoToast({ offer, seconds }: { offer: Undo; seconds: number }) {
  const { t } = useTranslation("ui");
  const problem = useProblemText();
  const [hover, setHover] = useState(false);
  const [focus, setFocus] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const gone = useCallback(() => dropUndo(offer.id), [offer.id]);
  const paused = hover || focus || busy || error !== null;
  useCountdown(seconds * 1000, paused, gone);
  const act = useCallback(async () => {
    setBusy(true);
    setError(null);
    try {
      await offer.undo();
      gone();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  }, [offer, gone]);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const undoes = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z";
      if (!undoes || typing(event.target)) return;
      event.preventDefault();
      void act();
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [act]);
  return (
    <div
      className={paused ? "ys-undo paused" : "ys-undo"}
      data-testid="undo-toast"
      onPointerEnter={() => setHover(true)}
      onPointerLeave={() => setHover(false)}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
    >
      <p>
        {offer.text}
        {error !== null && <small>{`${t("undo.failed")} ${problem(error).title}`}</small>}
      </p>
      <Button
        variant="subtle"
        loading={busy}
        leftSection={<IconArrowBackUp size={18} stroke={1.8} />}
        aria-keyshortcuts="Control+Z Meta+Z"
        onClick={() => void act()}
        data-testid="undo"
      >
        {t("undo")}
      </Button>
      <CloseButton size={44} iconSize={20} aria-label={t("close")} onClick={gone} />
      <i className="left" aria-hidden style={{ animationDuration: `${seconds}s` }} />
    </div>
  );
}
