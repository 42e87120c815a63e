import "@/ui/mantine";
import { createRoot } from "react-dom/client";
import { Providers } from "@/ui/Providers";
import { startI18n } from "@/lib/i18n";
import { schemeFollow } from "@/lib/scheme";
import { App } from "./app/App";
import { boot } from "./boot";

async function start(): Promise<void> {
  schemeFollow();
  await startI18n(["ui"]);
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <Providers>
      <App />
    </Providers>,
  );
}

boot(start);
