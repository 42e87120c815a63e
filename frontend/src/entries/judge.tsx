import "@/ui/tokens.css";
import "@/ui/base.css";
import "@/features/judge/judge.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRootRoute, createRouter, Outlet, RouterProvider } from "@tanstack/react-router";
import { Suspense } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "@/api/query";
import { Fault } from "@/features/judge/components/Fault";
import { Missing } from "@/features/judge/components/Missing";
import { MotionWatch } from "@/features/judge/components/MotionWatch";
import { judgeRoutes } from "@/features/judge/routes";
import { stayAwake } from "@/features/judge/state/awake";
import { askEarly, Office, OfficeContext } from "@/features/judge/state/office";
import { settingsShow } from "@/features/judge/state/settings";
import { startI18n } from "@/lib/i18n";
import { lettersReady } from "@/lib/letters";
import { schemeFollow } from "@/lib/scheme";
import { workerStart } from "@/offline/worker";
import { Boundary } from "@/ui/Boundary";
import { Waiting } from "@/ui/EmptyState";
import { boot } from "./boot";

/** Without a secure context nothing could be kept offline: never a half-working panel. */
const BASIC = "/judge/basic";

/** The page, and over it what the panel votes on. */
function Frame() {
  return (
    <>
      <Outlet />
      <MotionWatch />
    </>
  );
}

async function start(): Promise<void> {
  if (!isSecureContext) {
    location.replace(BASIC + location.pathname); // the server knows which of its pages that is
    return;
  }
  askEarly();
  schemeFollow();
  settingsShow();
  stayAwake();
  const [office] = await Promise.all([Office.open(), startI18n(["judge"]), lettersReady()]);
  const root = createRootRoute({ component: Frame, notFoundComponent: Missing });
  const router = createRouter({
    routeTree: root.addChildren(judgeRoutes.open?.(root) ?? []),
    defaultErrorComponent: ({ error, reset }) => <Fault error={error} again={reset} />,
  });
  const place = document.getElementById("root");
  if (!place) return;
  createRoot(place).render(
    <QueryClientProvider client={queryClient}>
      <OfficeContext value={office}>
        <Boundary fallback={(error, again) => <Fault error={error} again={again} />}>
          <Suspense fallback={<Waiting />}>
            <RouterProvider router={router} />
          </Suspense>
        </Boundary>
      </OfficeContext>
    </QueryClientProvider>,
  );
  const worker = workerStart({
    idle: () => office.idle(),
    every: () => office.tablet.socket.pace.heartbeat * 6,
  });
  await Promise.all([office.start(), worker]);
}

boot(start);
