import { api } from "@/api/client";
import type { RoomState } from "@/offline/room";
import type { ConsoleBody } from "./types";

/** What the frames of the room say, for the console. */
export const roomGet = (round: string, room?: string) =>
  api.get<RoomState<ConsoleBody>>(`rounds/${round}/room${room ? `?room=${room}` : ""}`);
