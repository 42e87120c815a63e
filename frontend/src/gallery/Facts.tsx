import type { Pill } from "@/offline/pill";
import type { Truth } from "@/offline/truth";
import { ConnPill } from "@/ui/ConnPill";
import { HallSwitch } from "@/ui/HallSwitch";
import { LanguageSwitch } from "@/ui/LanguageSwitch";
import { Money, MoneySums } from "@/ui/Money";
import { TruthState } from "@/ui/TruthState";
import { Relative, When } from "@/ui/When";
import { Part, State } from "./Gallery";
import { useSamples } from "./words";

export const AT = "2026-11-22T06:32:05Z";
export const ZONE = "Asia/Shanghai";
const TRUTHS: Truth[] = ["editing", "local", "sent", "committed", "conflict", "rejected", "signed"];
const PILLS: Pill[] = ["online", "slow", "offline", "syncing", "signin"];
const AMOUNTS = [1_234_56, 8_600_000_000, 32_000_000_000, -486_000_000_000];

export function Facts() {
  const say = useSamples();
  return (
    <>
      <Part name="TruthState">
        {TRUTHS.map((state) => (
          <State key={state} name={state}>
            <TruthState state={state} at={AT} zone={ZONE} quiet />
          </State>
        ))}
        <State name={say("count")}>
          <TruthState state="local" zone={ZONE} count={2} quiet />
        </State>
        <State name={say("problem")}>
          <TruthState state="rejected" zone={ZONE} reason={say("rejectedWhy")} quiet />
        </State>
      </Part>
      <Part name="ConnPill">
        <div className="ys-row">
          {PILLS.map((state) => (
            <State key={state} name={state}>
              <ConnPill state={state} done={2} all={5} />
            </State>
          ))}
          <State name={say("connected")}>
            <ConnPill state="online" who={say("seat")} onRetry={() => undefined} />
          </State>
        </div>
      </Part>
      <Part name="When">
        <State name="When">
          <When at={AT} zone={ZONE} seconds />
        </State>
        <State name="When plain">
          <When at={AT} zone={ZONE} plain />
        </State>
        <State name="When Europe/Lisbon">
          <When at={AT} zone="Europe/Lisbon" />
        </State>
        <State name="Relative">
          <Relative at={AT} zone={ZONE} />
        </State>
      </Part>
      <Part name="Money">
        <div className="ys-row">
          {AMOUNTS.map((minor) => (
            <Money key={minor} value={{ minor }} />
          ))}
        </div>
        <State name={say("none")}>
          <Money value={null} />
        </State>
        <State name={say("sums")}>
          <div className="ys-row">
            <MoneySums
              sums={[
                { kind: "planned", currency: "CNY", minor: 486_000_000_000 },
                { kind: "prize", currency: "CNY", minor: 50_000_000 },
              ]}
              name={(kind) => say(kind === "prize" ? "prize" : "planned")}
            />
          </div>
        </State>
      </Part>
      <Part name="Switches">
        <div className="ys-row">
          <LanguageSwitch />
          <HallSwitch />
        </div>
      </Part>
    </>
  );
}
