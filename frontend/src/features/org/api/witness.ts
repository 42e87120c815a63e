import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { Bilingual, PersonRef } from "@/api/types";

interface Named {
  id: string;
  name: Bilingual;
}

export type NoteKind = "note" | "question" | "objection" | "confirmation";
export type NoteSubject = "edition" | "round" | "draw" | "slot" | "event";
export type WitnessedStep = "draw" | "seal" | "correction" | "lock";

/** What the witness wrote, and what she was answered. */
export interface Note {
  id: string;
  round: Named | null;
  kind: NoteKind;
  subject_kind: NoteSubject;
  subject: string;
  about: { words: Bilingual; at: string | null } | null;
  step: WitnessedStep | "";
  text: string;
  by: PersonRef;
  at: string;
  /** Whether it waits for an answer: meanwhile nothing is locked or published. */
  waits: boolean;
  answer: string;
  answered_by: PersonRef | null;
  answered_at: string | null;
}

interface Present {
  present: number;
  of: number;
}

/** A room as the witness counts it; never a value. */
export interface RoomSeen extends Named {
  round: Named & { state: string };
  judges: Present;
  screens: Present;
  devices: number;
  slots: {
    id: string;
    position: number;
    entry: string;
    title: string;
    state: string;
    signed: number;
    of: number;
    /** From 1, where morning and afternoon are sealed apart. */
    session?: number;
  }[];
  steps: { step: string; at: string; by: PersonRef | null }[];
}

export interface Supervision {
  notes: Note[];
  waiting: number;
  rooms: RoomSeen[];
  /** What this person does here: `witness`, `answer`, `registers`. */
  may: string[];
}

/** An event out of the ordinary. Before and after come once the hall has seen the marks. */
export interface Exception {
  id: string;
  kind: string;
  words: Bilingual;
  at: string;
  by: PersonRef | null;
  about: PersonRef | null;
  role: string;
  why: Bilingual | null;
  told: boolean;
  before: string | null;
  after: string | null;
  room: Named | null;
  entry: string | null;
  seat: number | null;
  state: "unseen" | "seen" | "question";
}

export interface Exceptions {
  day: string;
  days: { day: string; count: number; unseen: number }[];
  kinds: { kind: string; name: Bilingual }[];
  events: Exception[];
}

// The page is open while the round runs: it looks again by itself.
const LOOK_AGAIN_MS = 5_000;
const KEY = ["org", "witness"] as const;

/** Notes, rooms and what this person may do. */
export const supervisionQuery = (edition: string) =>
  queryOptions({
    queryKey: [...KEY, "page", edition],
    queryFn: () => api.get<Supervision>(`editions/${edition}/supervision`),
    refetchInterval: LOOK_AGAIN_MS,
  });

/** A day's exceptions; without a day today's, or those of the last day that has any. */
export const exceptionsQuery = (edition: string, day: string) =>
  queryOptions({
    queryKey: [...KEY, "exceptions", edition, day],
    queryFn: () =>
      api.get<Exceptions>(`editions/${edition}/exceptions${day === "" ? "" : `?day=${day}`}`),
    refetchInterval: LOOK_AGAIN_MS,
  });

const refresh = () => queryClient.invalidateQueries({ queryKey: KEY });

/** Marks exceptions as seen. */
export const useSeen = (edition: string) =>
  useMutation({
    mutationFn: (events: string[]) => api.post(`editions/${edition}/exceptions/seen`, { events }),
    onSettled: refresh,
  });

export interface NoteSent {
  round: string | null;
  kind: NoteKind;
  subject_kind: NoteSubject;
  subject: string;
  step: WitnessedStep | "";
  text: string;
}

/** The witness writes. */
export const useNotePut = (edition: string) =>
  useMutation({
    mutationFn: (note: NoteSent) =>
      api.post<Note>(`editions/${edition}/supervision/notes`, { ...note }),
    onSettled: refresh,
  });

/** The committee answers. */
export const useNoteAnswer = (note: string) =>
  useMutation({
    mutationFn: (text: string) => api.post<Note>(`supervision-notes/${note}/answer`, { text }),
    onSettled: refresh,
  });
