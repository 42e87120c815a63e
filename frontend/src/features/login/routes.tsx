import { createRoute } from "@tanstack/react-router";
import type { FeatureRoutes } from "@/lib/routes";
import { LinkPage } from "./components/LinkPage";
import { LoginPage } from "./components/LoginPage";

/** /login and the landing of the link in the mail. */
export const loginRoutes: FeatureRoutes = {
  open: (parent) => [
    createRoute({ getParentRoute: () => parent, path: "/login", component: LoginPage }),
    createRoute({ getParentRoute: () => parent, path: "/login/link/$code", component: LinkPage }),
  ],
};
