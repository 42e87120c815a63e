import { api } from "@/api/client";
import type { RoomState } from "@/offline/room";
import type { JudgeRoom } from "./types";

export const roomGet = (round: string) => api.get<RoomState<JudgeRoom>>(`rounds/${round}/room`);
