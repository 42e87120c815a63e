import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { FeatureRoutes } from "@/lib/routes";
import "./team.css";

const pages = () => import("./pages");

/** /team: my entries, registering, and the pages of one entry. */
export const teamRoutes: FeatureRoutes = {
  members: (parent) => {
    const page = (path: string, name: keyof Awaited<ReturnType<typeof pages>>) =>
      createRoute({
        getParentRoute: () => parent,
        path,
        component: lazyRouteComponent(pages, name),
      });
    const entry = page("/team/$entry", "EntryLayout");
    const below = (path: string, name: keyof Awaited<ReturnType<typeof pages>>) =>
      createRoute({
        getParentRoute: () => entry,
        path,
        component: lazyRouteComponent(pages, name),
      });
    return [
      page("/team", "TeamHome"),
      page("/team/register/$edition", "Register"),
      entry.addChildren([
        below("/", "Dashboard"),
        below("/form", "EntryForm"),
        below("/files", "Files"),
        below("/people", "People"),
        below("/consents", "Consents"),
        below("/preview", "Preview"),
        below("/submit", "Submit"),
        below("/receipt", "Receipt"),
      ]),
    ];
  },
};
