import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { FeatureRoutes } from "@/lib/routes";

/** /join, /join/:token, /judge and /judge/live. */
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
      path: "/judge/live",
      validateSearch: (search: Record<string, unknown>): { entry?: string } =>
        typeof search.entry === "string" ? { entry: search.entry } : {},
      component: lazyRouteComponent(() => import("./components/LivePage"), "LivePage"),
    }),
  ],
};
