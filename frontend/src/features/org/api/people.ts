import { keepPreviousData, queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { components } from "@/api/schema";
import type { Page } from "@/api/types";

type Schemas = components["schemas"];
export type Offices = Schemas["HostOffices"];
export type Held = Schemas["MembershipField"];
export type Offer = Schemas["OfferField"];
export type Given = Schemas["OfficeGiven"];
export type Departure = Schemas["DepartureSummary"];
export type Report = Schemas["DepartureReport"];
export type Left = Schemas["PersonLeft"];

export interface PeopleWanted {
  q?: string | undefined;
  role?: string | undefined;
  edition?: string | undefined;
  ended?: boolean | undefined;
  cursor?: string | undefined;
}

export interface OfficeAsked {
  email: string;
  role: string;
  edition: string | null;
  until: string | null;
  organization: { id: string } | { name: { zh: string } } | null;
}

export interface LeaveAsked {
  person: string | null;
  organization: string | null;
  edition: string | null;
  successor: string | null;
  reason: string;
}

/** What the viewer gives at a host, in which editions, to whose people. */
export const officesQuery = (host: string) =>
  queryOptions({
    queryKey: ["org", "people", host, "offices"],
    queryFn: () => api.get<Offices>(`hosts/${host}/offices`),
  });

/** A page of the host's roles under the filters of the address. */
export const peopleQuery = (host: string, wanted: PeopleWanted) =>
  queryOptions({
    queryKey: ["org", "people", host, "roles", wanted],
    placeholderData: keepPreviousData,
    queryFn: () =>
      api.get<Page<Held>>(`hosts/${host}/memberships`, {
        query: {
          q: wanted.q,
          role: wanted.role,
          edition: wanted.edition,
          cursor: wanted.cursor,
          ...(wanted.ended && { ended: "true" }),
        },
      }),
  });

export const offersQuery = (host: string) =>
  queryOptions({
    queryKey: ["org", "people", host, "offers"],
    queryFn: async () => (await api.get<Page<Offer>>(`hosts/${host}/offers`)).results,
  });

export const departuresQuery = (host: string) =>
  queryOptions({
    queryKey: ["org", "people", host, "departures"],
    queryFn: async () => (await api.get<Page<Departure>>(`hosts/${host}/departures`)).results,
  });

export const reportQuery = (host: string, id: string) =>
  queryOptions({
    queryKey: ["org", "people", host, "departures", id],
    queryFn: () => api.get<Report>(`hosts/${host}/departures/${id}`),
  });

const refresh = (host: string) =>
  queryClient.invalidateQueries({ queryKey: ["org", "people", host] });

export const useGive = (host: string) =>
  useMutation({
    // A link's address is in the first answer only, and a second offer takes the first one's place.
    mutationFn: (asked: OfficeAsked) =>
      api.post<Given>(`hosts/${host}/memberships`, asked, { idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => refresh(host),
  });

export const useEndSet = (host: string) =>
  useMutation({
    mutationFn: ({ held, until }: { held: Held; until: string | null }) =>
      api.patch<Held>(`hosts/${host}/memberships/${held.id}`, { until }, { ifMatch: held.rev }),
    onSettled: () => refresh(host),
  });

export const useEnd = (host: string) =>
  useMutation({
    mutationFn: ({ held, reason }: { held: Held; reason: string }) =>
      api.post<Held>(`hosts/${host}/memberships/${held.id}/end`, { reason }, { ifMatch: held.rev }),
    onSettled: () => refresh(host),
  });

export const useWithdraw = (host: string) =>
  useMutation({
    mutationFn: (offer: Offer) => api.post<Offer>(`hosts/${host}/offers/${offer.id}/withdraw`),
    onSettled: () => refresh(host),
  });

export const useLeave = (host: string) =>
  useMutation({
    mutationFn: (asked: LeaveAsked) => api.post<Report>(`hosts/${host}/departures`, asked),
    onSuccess: () => refresh(host),
  });
