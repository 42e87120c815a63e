import "@/ui/tokens.css";
import "@/ui/base.css";
import "@/features/screen/screen.css";
import { Suspense } from "react";
import { createRoot } from "react-dom/client";
import { ScreenPage } from "@/features/screen/ScreenPage";
import { startI18n } from "@/lib/i18n";

async function start(): Promise<void> {
  await startI18n(["screen"]);
  const place = document.getElementById("root");
  if (!place) return;
  createRoot(place).render(
    <Suspense fallback={null}>
      <ScreenPage />
    </Suspense>,
  );
}

void start();
