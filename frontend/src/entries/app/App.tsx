import { RouterProvider } from "@tanstack/react-router";
import { Suspense } from "react";
import { Waiting } from "@/ui/EmptyState";
import { StepUp } from "@/ui/StepUp";
import { UndoPlace } from "@/ui/UndoToast";
import { router } from "./router";

/**
 * The router inside one boundary for texts and pages still on their way; the one undo on top, and
 * the question for the second factor.
 */
export function App() {
  return (
    <>
      <Suspense fallback={<Waiting />}>
        <RouterProvider router={router} />
      </Suspense>
      <UndoPlace />
      <Suspense>
        <StepUp />
      </Suspense>
    </>
  );
}
