// The first that fits wins: browsers also carry the names of those they descend from.
const BROWSERS: [RegExp, string][] = [
  [/MicroMessenger/, "WeChat"],
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/HuaweiBrowser/, "HUAWEI Browser"],
  [/Chrome\/|CriOS/, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/iPad/, "iPad"],
  [/iPhone/, "iPhone"],
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

const first = (agent: string, known: [RegExp, string][]) =>
  known.find(([pattern]) => pattern.test(agent))?.[1];

/** Browser and system as people call them; null where the text names neither. */
export function deviceOf(agent: string): string | null {
  const found = [first(agent, BROWSERS), first(agent, SYSTEMS)].filter(Boolean);
  return found.length > 0 ? found.join(" · ") : null;
}
