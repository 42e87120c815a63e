import { api } from "@/api/client";
import type { JoinAnswer, JoinOffer } from "./types";

/** Who and what a link is for; consumes nothing. */
export const joinGet = (token: string) =>
  api.get<JoinOffer>(`join/${encodeURIComponent(token)}`, { quiet401: true });

/** Uses the link: for a judge it binds this device and opens the session. */
export const joinPost = (token: string, device: { device_key?: string; device_label?: string }) =>
  api.post<JoinAnswer>(`join/${encodeURIComponent(token)}`, device, { quiet401: true });
