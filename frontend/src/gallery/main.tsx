// The page of components: built by itself for docs/components.md, never part of the product.
import "@/ui/mantine";
import "./gallery.css";
import { createRoot } from "react-dom/client";
import { queryClient } from "@/api/query";
import { reachLost } from "@/api/reach";
import { sessionQuery } from "@/api/session";
import { schemeFollow } from "@/lib/scheme";
import { startI18n } from "@/lib/i18n";
import { Providers } from "@/ui/Providers";
import { Gallery } from "./Gallery";

async function start(): Promise<void> {
  schemeFollow();
  await startI18n(["ui"]);
  const nobody = { signed_in: false, person: null, account: null, device: null };
  queryClient.setQueryData(sessionQuery.queryKey, {
    ...nobody,
    memberships: [],
    teams: [],
    seats: [],
  });
  reachLost();
  const root = document.getElementById("root");
  if (!root) return;
  createRoot(root).render(
    <Providers>
      <Gallery />
    </Providers>,
  );
}

void start();
