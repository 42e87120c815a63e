import "@/ui/tokens.css";
import "@/ui/base.css";
import "@/features/screen/screen.css";
import "@/features/screen/pages.css";
import "@/features/screen/reveal.css";
import "@/features/screen/ceremony.css";
import { Suspense } from "react";
import { createRoot } from "react-dom/client";
import "@/features/screen/emcee.css";
import { EmceePage } from "@/features/screen/emcee/EmceePage";
import { ScreenFault } from "@/features/screen/ScreenFault";
import { PairPage } from "@/features/screen/PairPage";
import { ScreenPage } from "@/features/screen/ScreenPage";
import { startI18n } from "@/lib/i18n";
import { wallKeep } from "@/offline/wall";
import { Boundary } from "@/ui/Boundary";
import { boot } from "./boot";

async function start(): Promise<void> {
  await startI18n(["screen"]);
  const place = document.getElementById("root");
  if (!place) return;
  createRoot(place).render(
    <Boundary fallback={() => <ScreenFault />}>
      <Suspense fallback={null}>
        {location.pathname.startsWith("/pair") ? (
          <PairPage onPaired={() => location.replace("/screen")} />
        ) : location.pathname.startsWith("/screen/emcee") ? (
          <EmceePage />
        ) : (
          <ScreenPage />
        )}
      </Suspense>
    </Boundary>,
  );
  await wallKeep();
}

boot(start);
