import { useCallback, useMemo, useSyncExternalStore } from "react";
import { usePart } from "@/offline/react";
import { cellKey, type TabletView } from "@/offline/view";
import type { Truth } from "@/offline/truth";
import type { Rulebook } from "../api/types";
import { useOffice } from "./office";
import { type Row } from "./sheet";

/** The sheet's criteria with their marks: the same array until a mark changes. */
export function useRows(rulebook: Rulebook, sheet: string | null): Row[] {
  const marks = usePart(
    useOffice().tablet.view,
    useCallback(
      (view: TabletView) =>
        rulebook.criteria
          .map(({ id }) => (sheet && view.cells.get(cellKey(sheet, id))?.value) ?? "")
          .join(),
      [rulebook, sheet],
    ),
  );
  return useMemo(() => {
    const values = marks.split(",");
    return rulebook.criteria.map((criterion, at) => ({ criterion, value: values[at] || null }));
  }, [rulebook, marks]);
}

/** Where one mark is; who reads it is drawn again only when that changes. */
export function useTruth(sheet: string | undefined, criterion: string): Truth | null {
  const { tablet } = useOffice();
  const subscribe = useCallback((changed: () => void) => tablet.onTruth(changed), [tablet]);
  return useSyncExternalStore(subscribe, () => (sheet ? tablet.truth(sheet, criterion) : null));
}
