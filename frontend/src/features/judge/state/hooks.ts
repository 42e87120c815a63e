import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { markParse } from "@/offline/marks";
import { useSignal } from "@/offline/react";
import { sheetNow } from "@/offline/tablet";
import { queueQuery } from "../api/queue";
import type { JudgeRoom, Queue, QueueEntry } from "../api/types";
import { useOffice } from "./office";

export const DEFAULT_ZONE = "Asia/Shanghai";

/** The queue, from the device at once and from the server as soon as it answers. */
export function useQueue() {
  const office = useOffice();
  const query = useQuery({ ...queueQuery, enabled: office.tablet.binding !== null });
  const queue = query.data;
  useEffect(() => {
    if (queue && query.isFetchedAfterMount) void office.arrived(queue);
  }, [office, queue, query.isFetchedAfterMount]);
  // A sheet whose signature was taken back has another one in its place.
  const view = useSignal(office.tablet.view);
  const data = useMemo(
    () =>
      queue && {
        ...queue,
        entries: queue.entries.map((entry) =>
          entry.sheet ? { ...entry, sheet: sheetNow(view, entry.sheet) } : entry,
        ),
      },
    [queue, view],
  );
  return { ...query, data };
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
  const view = useSignal(useOffice().tablet.view);
  return useMemo(
    () =>
      entries.flatMap((entry) => {
        const sheet = entry.sheet ? view.sheets.get(entry.sheet) : undefined;
        const total = sheet && sheet.state !== "open" ? markParse(sheet.total ?? "") : null;
        return total === null ? [] : [{ entry, total }];
      }),
    [entries, view],
  );
}

export const useOwnTotals = (entries: QueueEntry[]): number[] =>
  useSigned(entries).map(({ total }) => total);
