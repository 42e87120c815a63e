import { createRootRoute, createRoute, createRouter, Outlet } from "@tanstack/react-router";
import { features } from "./features";
import { Fault } from "./Fault";
import { Members } from "./Members";
import { Missing } from "./Missing";

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing });
const members = createRoute({ getParentRoute: () => root, id: "members", component: Members });

const open = features.flatMap((feature) => feature.open?.(root) ?? []);
const closed = features.flatMap((feature) => feature.members?.(members) ?? []);

export const router = createRouter({
  routeTree: root.addChildren([...open, members.addChildren(closed)]),
  defaultPreload: "intent",
  scrollRestoration: true,
  defaultErrorComponent: ({ error, reset }) => (
    <Fault
      error={error}
      again={() => {
        reset();
        void router.invalidate();
      }}
    />
  ),
});
