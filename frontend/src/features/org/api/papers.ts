import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { Bilingual, PersonRef } from "@/api/types";
import { sendScan } from "./scans";

const SOON_MS = 2_000;

export type PaperKind = "cards" | "sheets" | "protocol";
export type PaperLanguage = "zh" | "en";

/** A printed page: whose it is, never what it says. */
export interface PaperPage {
  id: string;
  code: string;
  kind: "card" | "judge" | "totals";
  print: number;
  panel: Bilingual;
  seat: number | null;
  judge: Bilingual | null;
  entry: string | null;
  part: number;
  parts: number;
}
export type PageOf = Pick<PaperPage, "kind" | "panel" | "seat" | "judge" | "part" | "parts">;
export interface ExpectedPage extends PageOf {
  codes: string[];
  /** Only copies of before a correction are there. */
  outdated: boolean;
  filing: string | null;
}
export interface PaperPrint {
  id: string;
  number: number;
  kind: PaperKind;
  language: PaperLanguage;
  state: "waiting" | "made" | "failed";
  asked_by: PersonRef;
  asked_at: string;
  pages: number;
  file: { url: string; size: number; pages: number; sha256: string } | null;
}
export interface PaperFiling {
  id: string;
  page: PaperPage;
  file: { url: string; size: number; kind: string };
  filed_by: PersonRef;
  filed_at: string;
  undone_by: PersonRef | null;
  undone_at: string | null;
  undone_for: string;
}
export interface Papers {
  state: string;
  /** Why nothing with values is printed now. */
  blocked: "paper_before_close" | "paper_before_result" | null;
  ink: { waits: boolean; reason: string; set_by: PersonRef | null; set_at: string | null };
  may: Record<"cards" | "values" | "file" | "scans" | "ink", boolean>;
  counts: { expected: number; printed: number; returned: number };
  expected: ExpectedPage[];
  prints: PaperPrint[];
  filings: PaperFiling[];
}

/** The register of a round; read again by itself while a file is being made. */
export const papersQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "papers", round],
    queryFn: () => api.get<Papers>(`rounds/${round}/papers`),
    refetchInterval: ({ state }) =>
      state.data?.prints.some((print) => print.state === "waiting") ? SOON_MS : false,
  });

const keep = (round: string) => (papers: Papers) =>
  queryClient.setQueryData(papersQuery(round).queryKey, papers);

/** Prints; every press is a run of its own. */
export const usePrint = (round: string) =>
  useMutation({
    mutationFn: (asked: { kind: PaperKind; language: PaperLanguage }) =>
      api.post<Papers>(`rounds/${round}/papers`, asked, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: keep(round),
  });

/** Has the file of a run made that failed. */
export const usePrintAgain = (round: string) =>
  useMutation({
    mutationFn: (print: string) =>
      api.post<Papers>(
        `rounds/${round}/papers/${print}/again`,
        {},
        { idempotencyKey: crypto.randomUUID() },
      ),
    onSuccess: keep(round),
  });

/** Takes a wrong filing back, with the reason. */
export const useFilingUndo = (round: string, filing: string) =>
  useMutation({
    mutationFn: (reason: string) =>
      api.post<Papers>(`rounds/${round}/papers/filings/${filing}/undo`, { reason }),
    onSuccess: keep(round),
  });

/** Says whether the result waits for ink. */
export const useInk = (round: string) =>
  useMutation({
    mutationFn: (asked: { waits: boolean; reason: string }) =>
      api.post<Papers>(`rounds/${round}/papers/ink`, asked),
    onSuccess: keep(round),
  });

/** The page of a code or a QR, if it can be filed now. */
export const readPage = (round: string, read: string) =>
  api.get<PaperPage>(`rounds/${round}/papers/pages/${encodeURIComponent(read)}`);

/** Files a page with its photograph or scan. */
export const useFile = (round: string) =>
  useMutation({
    mutationFn: ({ page, scan }: { page: PaperPage; scan: Blob }) => sendScan(page, scan),
    onSettled: () => queryClient.invalidateQueries({ queryKey: papersQuery(round).queryKey }),
  });
