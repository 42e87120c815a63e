import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { markParse } from "@/offline/marks";
import { usePart, useSignal } from "@/offline/react";
import { sheetNow, type TabletView } from "@/offline/view";
import { queueQuery, RECALLED } from "../api/queue";
import type { JudgeRoom, Queue, QueueEntry } from "../api/types";
import { useOffice } from "./office";

export const DEFAULT_ZONE = "Asia/Shanghai";

const sheetsNow = (queue: Queue | undefined, view: TabletView): string[] =>
  queue?.entries.map(({ sheet }) => (sheet ? sheetNow(view, sheet) : "")) ?? [];

const withSheets = (queue: Queue, sheets: string[]): Queue => ({
  ...queue,
  entries: queue.entries.map((entry, at) => {
    const sheet = sheets[at] || entry.sheet;
    return sheet === entry.sheet ? entry : { ...entry, sheet };
  }),
});

/** The queue, from the device at once and from the server as soon as it answers. */
export function useQueue() {
  const office = useOffice();
  const query = useQuery({ ...queueQuery, enabled: office.tablet.binding !== null });
  const { data: queue, dataUpdatedAt, isError, error, refetch } = query;
  useEffect(() => {
    // Every answer of the server counts, an equal one too: a link that came back asks anew.
    if (queue && dataUpdatedAt > RECALLED) void office.arrived(queue);
  }, [office, queue, dataUpdatedAt]);
  // A sheet whose signature was taken back has another one in its place.
  const sheets = usePart(
    office.tablet.view,
    useCallback((view: TabletView) => sheetsNow(queue, view).join(), [queue]),
  );
  const data = useMemo(() => queue && withSheets(queue, sheets.split(",")), [queue, sheets]);
  return { data, isError, error, refetch };
}

export const useRoom = (): JudgeRoom | null => useSignal(useOffice().feed.state)?.body ?? null;

export const zoneOf = (queue: Queue | undefined): string =>
  queue?.edition.time_zone ?? DEFAULT_ZONE;

/** The server's time, renewed `every` milliseconds. */
export function useServerTime(every = 250): number {
  const { clock } = useOffice().tablet;
  const [now, setNow] = useState(() => clock.time());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.time()), every);
    return () => clearInterval(timer);
  }, [clock, every]);
  return now;
}

export interface SignedTotal {
  entry: QueueEntry;
  /** Hundredths. */
  total: number;
}

/** What this judge has signed so far, in the queue's order; nobody else's totals are ever here. */
export function useSigned(entries: QueueEntry[]): SignedTotal[] {
  const totals = usePart(
    useOffice().tablet.view,
    useCallback(
      (view: TabletView) => entries.map((entry) => totalOf(entry, view)).join(),
      [entries],
    ),
  );
  return useMemo(() => {
    const texts = totals.split(",");
    return entries.flatMap((entry, at) => (texts[at] ? [{ entry, total: Number(texts[at]) }] : []));
  }, [entries, totals]);
}

/** Hundredths of a signed sheet; nothing of one that is open. */
function totalOf(entry: QueueEntry, view: TabletView): number | null {
  const sheet = entry.sheet ? view.sheets.get(entry.sheet) : undefined;
  return sheet && sheet.state !== "open" ? markParse(sheet.total ?? "") : null;
}

export const useOwnTotals = (entries: QueueEntry[]): number[] =>
  useSigned(entries).map(({ total }) => total);
