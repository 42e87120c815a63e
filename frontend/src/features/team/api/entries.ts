import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, request } from "@/api/client";
import { queryClient } from "@/api/query";
import type { ConsentKind, EditionDetail, EditionSummary, Page } from "@/api/types";
import type {
  Eligibility,
  Entry,
  EntryFields,
  EntryFile,
  EntryRow,
  Invitation,
  Receipt,
  TeamPerson,
} from "./types";

/** A list may come as a page or bare. */
const listOf = <T>(value: Page<T> | T[]): T[] => (Array.isArray(value) ? value : value.results);
const list = async <T>(path: string) => listOf(await api.get<Page<T> | T[]>(path));

export const editionsQuery = queryOptions({
  queryKey: ["editions"],
  queryFn: () => list<EditionSummary>("editions"),
});
export const editionQuery = (id: string) =>
  queryOptions({
    queryKey: ["edition", id],
    queryFn: () => api.get<EditionDetail>(`editions/${id}`),
    staleTime: 300_000,
  });
export const myEntriesQuery = queryOptions({
  queryKey: ["entries", "mine"],
  queryFn: () => list<EntryRow>("entries"),
});
export const entryQuery = (id: string) =>
  queryOptions({ queryKey: ["entry", id], queryFn: () => api.get<Entry>(`entries/${id}`) });
export const filesQuery = (id: string) =>
  queryOptions({
    queryKey: ["entry", id, "files"],
    queryFn: () => list<EntryFile>(`entries/${id}/files`),
  });
export const peopleQuery = (id: string) =>
  queryOptions({
    queryKey: ["entry", id, "people"],
    queryFn: () => list<TeamPerson>(`entries/${id}/people`),
  });
export const receiptsQuery = (id: string) =>
  queryOptions({
    queryKey: ["entry", id, "receipts"],
    queryFn: () => list<Receipt>(`entries/${id}/receipts`),
  });
export const eligibilityQuery = (id: string) =>
  queryOptions({
    queryKey: ["entry", id, "eligibility"],
    queryFn: () => api.get<Eligibility | null>(`entries/${id}/eligibility`),
  });

/** Registers a team in an edition and makes its draft. */
export const teamRegister = (
  edition: string,
  body: {
    name: { zh: string; en: string };
    organization?: { name: { zh: string; en: string }; credit_code?: string };
  },
) => api.post<Entry>(`editions/${edition}/teams`, body);

/** Changes named fields of a draft, starting from a revision. */
export const entryPatch = (
  id: string,
  fields: Partial<EntryFields>,
  rev: number | string,
): Promise<Answer<Entry>> =>
  request<Entry>("PATCH", `entries/${id}`, { body: fields, ifMatch: rev });

/** Gives or withdraws one consent to one version of its text. */
export const consentSet = (id: string, kind: ConsentKind, given: boolean, version: number) =>
  api.post<unknown>(`entries/${id}/consents/${kind}`, { given, text_version: version });

/** Makes an invitation; its link is in this answer and nowhere else, so each press makes one. */
export const invitationCreate = (id: string, email: string) =>
  api.post<Invitation>(`entries/${id}/invitations`, email ? { email } : {}, {
    idempotencyKey: crypto.randomUUID(),
  });

/** Submits the present content as a new version; answers with the signed receipt. */
export const entrySubmit = (id: string) => api.post<Receipt>(`entries/${id}/submit`);

/** Reads everything about an entry again. */
export const refreshEntry = (id: string) =>
  queryClient.invalidateQueries({ queryKey: ["entry", id] });
