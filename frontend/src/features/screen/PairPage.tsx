import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { ProblemError } from "@/api/problem";

const LOOK_MS = 1500;

interface Pairing {
  state: "none" | "waiting" | "ready" | "paired";
  code: string | null;
}

type Standing = { kind: "code"; code: string } | { kind: "looking" } | { kind: "signedIn" };

/** What the browser calls itself at the desk. */
const label = () => /(Edg|Firefox|Chrome|Safari)/.exec(navigator.userAgent)?.[1] ?? "";

async function ask(): Promise<Standing | "paired"> {
  let standing = await api.get<Pairing>("pairing");
  if (standing.state === "none" || standing.state === "ready") {
    standing = await api.post<Pairing>("pairing", { label: label() });
  }
  if (standing.state === "paired") return "paired";
  return standing.code ? { kind: "code", code: standing.code } : { kind: "looking" };
}

/** A fresh browser offers itself as a screen: a code until the desk has typed it. */
export function PairPage({ onPaired }: { onPaired: () => void }) {
  const { t } = useTranslation("screen");
  const [standing, setStanding] = useState<Standing>({ kind: "looking" });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const look = async () => {
      try {
        const found = await ask();
        if (left) return;
        if (found === "paired") return onPaired();
        setStanding(found);
      } catch (error) {
        if (left) return;
        // Without an answer the code stays: it may well be typed meanwhile.
        if (error instanceof ProblemError && error.status === 403)
          setStanding({ kind: "signedIn" });
      }
      timer = setTimeout(() => void look(), LOOK_MS);
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [onPaired]);
  if (standing.kind === "looking") return <main className="sc" />;
  return (
    <main className="sc plain" data-testid="pair">
      <h1>{t(standing.kind === "code" ? "pair.title" : "pair.signedIn")}</h1>
      {standing.kind === "code" && (
        <div className="sc-code num" data-testid="pair-code">
          {standing.code}
        </div>
      )}
      <p>{t(standing.kind === "code" ? "pair.detail" : "pair.signedInDetail")}</p>
    </main>
  );
}
