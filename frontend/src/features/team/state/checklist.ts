import type { ConsentText, EntryState } from "@/api/types";
import type { Entry, EntryFile } from "../api/types";

export type TaskCode =
  "deck" | "title" | "summary" | "track" | "division" | "consents" | "landing" | "investment";
export interface Task {
  code: TaskCode;
  required: boolean;
  done: boolean;
  page: "form" | "files" | "consents";
}

/** True while the consent to the newest text of a kind stands. */
export function consented(entry: Entry, text: ConsentText): boolean {
  return (entry.consents ?? []).some(
    (one) => one.kind === text.kind && one.version === text.version,
  );
}

/** What an entry still needs, required first; derived, never kept by hand. */
export function checklist(entry: Entry, files: EntryFile[], texts: ConsentText[]): Task[] {
  const required = texts.filter((text) => text.required);
  const invests = entry.landing_intent !== "none";
  const tasks: Task[] = [
    { code: "title", required: true, done: entry.title.trim() !== "", page: "form" },
    { code: "summary", required: true, done: entry.summary.trim() !== "", page: "form" },
    { code: "track", required: true, done: entry.track !== null, page: "form" },
    { code: "division", required: true, done: entry.division !== null, page: "form" },
    {
      code: "deck",
      required: true,
      done: files.some((file) => file.slot === "deck"),
      page: "files",
    },
    {
      code: "consents",
      required: true,
      done: required.every((text) => consented(entry, text)),
      page: "consents",
    },
    { code: "landing", required: false, done: invests, page: "form" },
  ];
  if (invests) {
    tasks.push({
      code: "investment",
      required: false,
      done: entry.planned_investment !== null,
      page: "form",
    });
  }
  return tasks;
}

const WORKED_ON: EntryState[] = ["draft", "submitted", "in_check"];

/** Whether the team may change and submit now; the server decides, this only shows it. */
export function editable(entry: Entry, closesAt: string, now: number): boolean {
  const edition = entry.edition.state;
  if (entry.state === "returned") return edition === "open" || edition === "closed";
  return WORKED_ON.includes(entry.state) && edition === "open" && Date.parse(closesAt) >= now;
}
