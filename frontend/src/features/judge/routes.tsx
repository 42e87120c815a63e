import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { FeatureRoutes } from "@/lib/routes";
import { JoinPage } from "./components/JoinPage";
import { LivePage } from "./components/LivePage";
import { QueuePage } from "./components/QueuePage";

/**
 * /join, /join/:token, /judge, /judge/hello, /judge/device, /judge/session and /judge/live. The three on the way
 * from a link to a mark come with the entry: over a slow line each chunk more is a wait more.
 */
export const judgeRoutes: FeatureRoutes = {
  open: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: "/join",
      component: lazyRouteComponent(() => import("./components/CodePage"), "CodePage"),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/join/$token",
      component: JoinPage,
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/judge",
      component: QueuePage,
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/judge/hello",
      component: lazyRouteComponent(() => import("./components/PracticePage"), "PracticePage"),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/judge/device",
      component: lazyRouteComponent(() => import("./components/DevicePage"), "DevicePage"),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/judge/session",
      component: lazyRouteComponent(() => import("./components/SessionPage"), "SessionPage"),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/judge/live",
      validateSearch: (search: Record<string, unknown>): { entry?: string } =>
        typeof search.entry === "string" ? { entry: search.entry } : {},
      component: LivePage,
    }),
  ],
};
