import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { FeatureRoutes } from "@/lib/routes";

/** /zone: prospects, the board and its list, a project. */
export const zoneRoutes: FeatureRoutes = {
  members: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: "/zone",
      beforeLoad: () => {
        throw redirect({ to: "/zone/board" });
      },
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/zone/board",
      component: lazyRouteComponent(() => import("./pages"), "BoardPage"),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/zone/list",
      component: lazyRouteComponent(() => import("./pages"), "ListPage"),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/zone/prospects",
      component: lazyRouteComponent(() => import("./pages"), "ProspectsPage"),
    }),
    createRoute({
      getParentRoute: () => parent,
      path: "/zone/p/$project",
      component: lazyRouteComponent(() => import("./pages"), "ProjectPage"),
    }),
  ],
};
