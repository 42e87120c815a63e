import type { AnyRoute } from "@tanstack/react-router";

/**
 * What a feature's routes.tsx gives to an entry: its routes below a parent.
 * `open` routes need no sign-in; `members` routes show the sign-in in place until there is one.
 */
export interface FeatureRoutes {
  open?: (parent: AnyRoute) => AnyRoute[];
  members?: (parent: AnyRoute) => AnyRoute[];
}
