import "@/ui/mantine";
import { createRoot } from "react-dom/client";
import { Providers } from "@/ui/Providers";
import { restoreHall } from "@/ui/scheme";
import { startI18n } from "@/lib/i18n";
import { App } from "./app/App";

async function start(): Promise<void> {
  restoreHall();
  await startI18n(["ui"]);
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <Providers>
      <App />
    </Providers>,
  );
}

void start();
