import { type AnyRoute, createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { FeatureRoutes } from "@/lib/routes";

const PAGES = {
  "/org": "HomePage",
  "/org/$edition": "OverviewPage",
  "/org/$edition/entries": "EntriesPage",
  "/org/$edition/entries/$entry": "EntryPage",
  "/org/$edition/panel": "PanelPage",
  "/org/$edition/devices": "DevicesPage",
  "/org/$edition/draw": "DrawPage",
  "/org/$edition/live": "LivePage",
  "/org/$edition/results": "ResultsPage",
  "/org/$edition/ranking": "RankingPage",
  "/org/$edition/ranking/$round": "RankingPage",
  "/org/$edition/deliberate": "DeliberatePage",
  "/org/$edition/deliberate/$round": "DeliberatePage",
  "/org/$edition/publish": "PublishPage",
  "/org/$edition/people": "PeoplePage",
  "/org/$edition/people/leave": "LeavePage",
  "/org/$edition/people/leave/$departure": "LeaveReportPage",
  "/org/$edition/witness": "WitnessPage",
  "/org/$edition/interference": "InterferencePage",
} as const;

const route = (parent: AnyRoute, path: keyof typeof PAGES) =>
  createRoute({
    getParentRoute: () => parent,
    path,
    component: lazyRouteComponent(() => import("./pages"), PAGES[path]),
  });

/** /org: the editions one works on, and the office of each. */
export const orgRoutes: FeatureRoutes = {
  members: (parent) =>
    (Object.keys(PAGES) as (keyof typeof PAGES)[]).map((path) => route(parent, path)),
};
