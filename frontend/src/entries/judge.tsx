import "@/ui/mantine";
import "@/features/judge/judge.css";
import { createRootRoute, createRouter, Outlet, RouterProvider } from "@tanstack/react-router";
import { Suspense } from "react";
import { createRoot } from "react-dom/client";
import { Missing } from "@/features/judge/components/Missing";
import { judgeRoutes } from "@/features/judge/routes";
import { Office, OfficeContext } from "@/features/judge/state/office";
import { startI18n } from "@/lib/i18n";
import { Providers } from "@/ui/Providers";
import { restoreHall } from "@/ui/scheme";
import { Waiting } from "@/ui/EmptyState";

async function start(): Promise<void> {
  restoreHall();
  const [office] = await Promise.all([Office.open(), startI18n(["judge"])]);
  const root = createRootRoute({ component: Outlet, notFoundComponent: Missing });
  const router = createRouter({ routeTree: root.addChildren(judgeRoutes.open?.(root) ?? []) });
  const place = document.getElementById("root");
  if (!place) return;
  createRoot(place).render(
    <Providers>
      <OfficeContext value={office}>
        <Suspense fallback={<Waiting />}>
          <RouterProvider router={router} />
        </Suspense>
      </OfficeContext>
    </Providers>,
  );
  await office.start();
}

void start();
