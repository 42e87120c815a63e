import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { FeatureRoutes } from "@/lib/routes";
import "./account.css";

/** /account: one's name, factors, password, and where one is signed in. */
export const accountRoutes: FeatureRoutes = {
  members: (parent) => [
    createRoute({
      getParentRoute: () => parent,
      path: "/account",
      component: lazyRouteComponent(() => import("./pages"), "AccountPage"),
    }),
  ],
};
