import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";

/** What went wrong in the judge's room: what she may sign as `office`, or has signed. */
export interface OwnIncident {
  id: string;
  number: number;
  code: "venue_fault" | "device" | "judge_error" | "absent" | "pitch_by_non_member" | "other";
  text: string;
  entry: { id: string; number: string; title: string } | null;
  state: "open" | "closed";
  opened_at: string;
  office: "judge" | "chair";
  signed_at: string | null;
}

/**
 * Below the corrections, which are asked for anew when the room moves; an incident moves no room,
 * so a page that stands open asks by itself, too.
 */
export const ownIncidentsQuery = queryOptions({
  queryKey: ["judge", "corrections", "incidents"],
  queryFn: () => api.get<OwnIncident[]>("judge/incidents"),
  refetchInterval: 30_000,
});

export const incidentSign = (id: string, office: string, words: string) =>
  api.post(`incidents/${id}/sign`, { office, words });
