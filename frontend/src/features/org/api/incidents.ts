import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { PersonRef } from "@/api/types";

export const INCIDENT_CODES = [
  "venue_fault",
  "device",
  "judge_error",
  "absent",
  "pitch_by_non_member",
  "other",
] as const;

export interface Signature {
  office: "judge" | "chair" | "staff" | "verifier" | "witness";
  by: PersonRef;
  words: string;
  signed_at: string;
}

/** What went wrong in a room, who stands for the account, how it ended. */
export interface Incident {
  id: string;
  number: number;
  room: string;
  code: (typeof INCIDENT_CODES)[number];
  text: string;
  /** The change of marks that it belongs to. */
  about: "" | "correction" | "late_change";
  entry: { id: string; number: string; title: string } | null;
  state: "open" | "closed";
  opened_by: PersonRef;
  opened_at: string;
  words: string;
  closed_by: PersonRef | null;
  closed_at: string | null;
  signatures: Signature[];
  /** As what this person may sign now. */
  may: Signature["office"][];
  may_close: boolean;
}

interface Body {
  incidents: Incident[];
  may_open: boolean;
}

export const incidentsQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "incidents", round],
    queryFn: () => api.get<Body>(`rounds/${round}/incidents`),
    // Somebody else takes one down while this page stands open.
    refetchInterval: 10_000,
  });

export interface Opening {
  code: string;
  text: string;
  slot: string | null;
}

const useStep = <Said>(round: string, send: (said: Said) => Promise<unknown>) =>
  useMutation({
    mutationFn: send,
    onSettled: () => queryClient.invalidateQueries({ queryKey: incidentsQuery(round).queryKey }),
  });

export const useIncidentOpen = (round: string, room: string) =>
  useStep(round, (said: Opening) => api.post(`rooms/${room}/incidents`, { ...said }));

export const useIncidentSign = (round: string, id: string) =>
  useStep(round, (office: string) => api.post(`incidents/${id}/sign`, { office }));

export const useIncidentClose = (round: string, id: string) =>
  useStep(round, (words: string) => api.post(`incidents/${id}/close`, { words }));
