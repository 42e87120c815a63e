import { RouterProvider } from "@tanstack/react-router";
import { Suspense } from "react";
import { Boundary } from "@/ui/Boundary";
import { Waiting } from "@/ui/EmptyState";
import { OfflineNotice } from "@/ui/OfflineNotice";
import { StepUp } from "@/ui/StepUp";
import { UndoPlace } from "@/ui/UndoToast";
import { Fault } from "./Fault";
import { router } from "./router";

/**
 * The router inside one boundary for texts and pages still on their way; the one undo on top, and
 * the question for the second factor.
 */
export function App() {
  return (
    <>
      <Boundary fallback={(error, again) => <Fault error={error} again={again} />}>
        <Suspense fallback={<Waiting />}>
          <RouterProvider router={router} />
        </Suspense>
      </Boundary>
      <UndoPlace />
      <Suspense>
        <StepUp />
      </Suspense>
      <OfflineNotice />
    </>
  );
}
