import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { forgetScene, keptScene } from "./keep";
import { type Found, placeFind } from "./place";
import { Wall } from "./Wall";

const LOOK_MS = 5000;

/** The wall: what was on air last at once, then what the server says. */
export function ScreenPage() {
  const [kept, setKept] = useState(keptScene);
  const [found, setFound] = useState<Found>(
    kept ? { kind: "found", place: kept.place } : { kind: "looking" },
  );
  useEffect(() => {
    if (found.kind === "found") return;
    const look = () => void placeFind().then(setFound);
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [found.kind]);
  const gone = useCallback(() => {
    forgetScene();
    setKept(null);
    setFound({ kind: "looking" });
  }, []);
  if (found.kind === "found") {
    return <Wall key={found.place.round} place={found.place} kept={kept} onGone={gone} />;
  }
  if (found.kind === "looking") return <main className="sc" />;
  return <Idle kind={found.kind} />;
}

function Idle({ kind }: { kind: "nobody" | "nothing" }) {
  const { t } = useTranslation("screen");
  return (
    <main className="sc plain" data-testid={`screen-${kind}`}>
      <h1>{t(`${kind}.title`)}</h1>
      <p>{t(`${kind}.detail`)}</p>
      {kind === "nobody" && (
        <>
          <a href="/pair" data-testid="to-pair">
            {t("nobody.pair")}
          </a>
          <a href={`/login?next=${encodeURIComponent(location.pathname + location.search)}`}>
            {t("nobody.action")}
          </a>
        </>
      )}
    </main>
  );
}
