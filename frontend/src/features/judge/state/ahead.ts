import i18next from "i18next";

/** What a card needs only after its first mark, one chunk each. */
export const AHEAD = {
  choices: () => import("../components/ChoicePad"),
  issue: () => import("../components/IssueCard"),
  strips: () => import("../components/Strips"),
  sign: () => import("../components/SignSheet"),
  signed: () => import("../components/SignedSheet"),
  corrections: () => import("../components/Corrections"),
  chair: () => import("../components/ChairDecisions"),
  incidents: () => import("../components/Incidents"),
  files: () => import("../components/Files"),
  own: () => import("../components/OwnTotals"),
  phrases: () => import("../components/Phrases"),
  menu: () => import("../components/MenuSheet"),
  teams: () => import("../components/ToSession"),
  session: () => import("../components/SessionPage"),
  call: () => import("../components/CallSheet"),
  tells: () => import("./tells"),
  former: () => import("./former"),
};

const AFTER_MS = 1500;
let fetched = false;

/** Fetches it once the card stands, so that a line that breaks then takes nothing away. */
export function fetchAhead(): void {
  if (fetched) return;
  fetched = true;
  setTimeout(() => {
    for (const load of Object.values(AHEAD)) void load().catch(() => (fetched = false));
    void i18next.loadNamespaces(["judgeAside", "judgeDevice", "judgeSession"]);
  }, AFTER_MS);
}
