import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { FeatureRoutes } from "@/lib/routes";

/** /join, /join/:token, /judge, /judge/hello, /judge/device and /judge/live. */
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
      component: lazyRouteComponent(() => import("./components/JoinPage"), "JoinPage"),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/judge",
      component: lazyRouteComponent(() => import("./components/QueuePage"), "QueuePage"),
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
      path: "/judge/live",
      validateSearch: (search: Record<string, unknown>): { entry?: string } =>
        typeof search.entry === "string" ? { entry: search.entry } : {},
      component: lazyRouteComponent(() => import("./components/LivePage"), "LivePage"),
    }),
  ],
};
