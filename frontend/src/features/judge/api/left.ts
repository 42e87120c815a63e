import { api } from "@/api/client";
import type { LeftMark } from "@/offline/leftAsk";

/** What this judge's former tablet had not sent. */
export const leftGet = () => api.get<LeftMark[]>("judge/left-marks");

/** This tablet asks about these now. */
export const leftOffered = (ids: string[]) => api.post("judge/left-marks/offered", { ids });
