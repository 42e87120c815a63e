import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { PersonRef } from "@/api/types";
import { roundRefresh } from "./round";

export interface SeatNamed {
  id: string;
  number: number;
  judge: PersonRef;
}

/** Names a judge's place on the judges' page, for whoever comes there from the console. */
export const alternateHash = (seat: { id: string }) => `seat-${seat.id}`;

interface EntryNamed {
  id: string;
  number: string;
  title: string;
}

/** A recused judge whose place nobody has yet. */
export interface OpenPlace {
  slot: string;
  entry: EntryNamed;
  seat: SeatNamed;
}

/** An alternate judges one entry in somebody's place. */
export interface Seating {
  id: string;
  /** The same for all that one step brought about. */
  change: string;
  slot: string;
  entry: EntryNamed;
  alternate: SeatNamed;
  seat: SeatNamed;
  cause: "recusal" | "left";
  reason: string;
  seated_by: PersonRef;
  seated_at: string;
  ended_at: string | null;
  ended_for: "" | "undone" | "recused" | "moved";
}

export interface Seatings {
  alternates: SeatNamed[];
  places: OpenPlace[];
  seatings: Seating[];
  may_seat: boolean;
}

export const seatingsQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "seatings", round],
    queryFn: () => api.get<Seatings>(`rounds/${round}/seatings`),
  });

const settled = (round: string) => async () => {
  await queryClient.invalidateQueries({ queryKey: seatingsQuery(round).queryKey });
  await roundRefresh(round);
};

/** An alternate for one entry. */
export function useSeatingMake(round: string, slot: string) {
  return useMutation({
    mutationFn: (body: { seat: string; alternate: string; reason: string }) =>
      api.post<Seating>(`slots/${slot}/seatings`, body),
    onSettled: settled(round),
  });
}

/** A judge goes; an alternate has her seat for what is ahead. */
export function useSeatLeave(round: string) {
  return useMutation({
    mutationFn: ({ seat, ...body }: { seat: string; alternate: string; reason: string }) =>
      api.post<Seating>(`seats/${seat}/leave`, body),
    onSettled: settled(round),
  });
}

/** Takes the step back with all that it brought. */
export function useSeatingUndo(round: string, seating: string) {
  return useMutation({
    mutationFn: () => api.post<Seating>(`seatings/${seating}/undo`),
    onSettled: settled(round),
  });
}
