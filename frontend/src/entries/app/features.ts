import { accountRoutes } from "@/features/account/routes";
import { loginRoutes } from "@/features/login/routes";
import { orgRoutes } from "@/features/org/routes";
import { teamRoutes } from "@/features/team/routes";
import { zoneRoutes } from "@/features/zone/routes";
import type { FeatureRoutes } from "@/lib/routes";

/** The features of app.html; a new one is a line here. */
export const features: FeatureRoutes[] = [
  loginRoutes,
  accountRoutes,
  teamRoutes,
  orgRoutes,
  zoneRoutes,
];
