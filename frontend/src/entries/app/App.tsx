import { RouterProvider } from "@tanstack/react-router";
import { Suspense } from "react";
import { Waiting } from "@/ui/EmptyState";
import { router } from "./router";

/** The router inside one boundary for texts and pages still on their way. */
export function App() {
  return (
    <Suspense fallback={<Waiting />}>
      <RouterProvider router={router} />
    </Suspense>
  );
}
