import {
  IconBrightnessUp,
  IconChevronLeft,
  IconChevronRight,
  IconMaximize,
  IconMinimize,
} from "@tabler/icons-react";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntryFile } from "../api/types";
import { deckOpen } from "../state/deck";
import { placeKeep, placeOf } from "../state/place";

type State = { kind: "loading" } | { kind: "lost" } | { kind: "ready"; pdf: PDFDocumentProxy };

interface Props {
  file: EntryFile;
  entry: string;
  team: string;
  full: boolean;
  onFull: (full: boolean) => void;
}

/** The deck, one page at a time; turning a page never moves the rubric. */
export function Deck({ file, entry, team, full, onFull }: Props) {
  const { t } = useTranslation("judge");
  const [state, setState] = useState<State>({ kind: "loading" });
  const [tries, setTries] = useState(0);
  const [page, setPage] = useState(() => placeOf(entry).page ?? 1);
  const [bright, setBright] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    let opened: PDFDocumentProxy | null = null;
    deckOpen(file.url, abort.signal).then(
      (pdf) => {
        opened = pdf;
        if (abort.signal.aborted) void pdf.destroy();
        else setState({ kind: "ready", pdf });
      },
      () => abort.signal.aborted || setState({ kind: "lost" }),
    );
    return () => {
      abort.abort();
      void opened?.destroy();
    };
  }, [file.url, tries]);
  const turn = (to: number) => {
    setPage(to);
    placeKeep(entry, { page: to });
  };
  const Full = full ? IconMinimize : IconMaximize;
  const pages = state.kind === "ready" ? state.pdf.numPages : (file.pages ?? 0);
  return (
    <div
      className={bright ? "jd-deck bright" : "jd-deck"}
      data-testid="deck"
      data-state={state.kind}
    >
      <div className="page">
        {state.kind === "ready" && (
          <PageCanvas pdf={state.pdf} page={page} label={t("deck.page", { team, page })} />
        )}
        {state.kind === "lost" && (
          <div className="lost">
            <p>{t("deck.lost")}</p>
            <button
              type="button"
              className="jd-btn"
              onClick={() => {
                setState({ kind: "loading" });
                setTries(tries + 1);
              }}
            >
              {t("deck.retry")}
            </button>
          </div>
        )}
      </div>
      <div className="ctl">
        <button
          type="button"
          className="jd-btn"
          aria-label={t("deck.previous")}
          data-testid="deck-previous"
          onClick={() => turn(Math.max(1, page - 1))}
        >
          <IconChevronLeft size={24} stroke={1.8} aria-hidden />
        </button>
        <span className="num" data-testid="deck-page">
          {pages ? `${page} / ${pages}` : ""}
        </span>
        <button
          type="button"
          className="jd-btn"
          aria-label={t("deck.next")}
          data-testid="deck-next"
          onClick={() => turn(Math.min(Math.max(1, pages), page + 1))}
        >
          <IconChevronRight size={24} stroke={1.8} aria-hidden />
        </button>
        <button
          type="button"
          className="jd-btn jd-bright"
          aria-pressed={bright}
          onClick={() => setBright(!bright)}
        >
          <IconBrightnessUp size={22} stroke={1.8} aria-hidden />
          {t("deck.bright")}
        </button>
        <button
          type="button"
          className="jd-btn jd-full-switch"
          aria-label={t(full ? "deck.small" : "deck.full")}
          aria-pressed={full}
          data-testid="deck-full"
          onClick={() => onFull(!full)}
        >
          <Full size={22} stroke={1.8} aria-hidden />
        </button>
      </div>
    </div>
  );
}

function PageCanvas(props: { pdf: PDFDocumentProxy; page: number; label: string }) {
  const { pdf, page, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let stopped = false;
    let cancel: (() => void) | undefined;
    const draw = async () => {
      const leaf = await pdf.getPage(page);
      const place = canvas.current;
      if (stopped || !place?.parentElement) return;
      const natural = leaf.getViewport({ scale: 1 });
      const box = place.parentElement.getBoundingClientRect();
      const fit = Math.min(box.width / natural.width, box.height / natural.height);
      const viewport = leaf.getViewport({ scale: fit * Math.min(devicePixelRatio, 2) });
      place.width = Math.floor(viewport.width);
      place.height = Math.floor(viewport.height);
      const task = leaf.render({ canvas: place, viewport });
      cancel = () => task.cancel();
      await task.promise.then(() => place.setAttribute("data-drawn", "")).catch(() => undefined);
    };
    void draw();
    const parent = canvas.current?.parentElement;
    const again = new ResizeObserver(() => {
      cancel?.();
      void draw();
    });
    if (parent) again.observe(parent);
    return () => {
      stopped = true;
      again.disconnect();
      cancel?.();
    };
  }, [pdf, page]);
  return <canvas ref={canvas} role="img" aria-label={label} />;
}
