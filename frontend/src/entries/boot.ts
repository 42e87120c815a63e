/**
 * Starts an entry. The shell holds words of its own that appear when nothing takes their place;
 * a start that fails shows them at once.
 */
export function boot(start: () => Promise<void>): void {
  start().catch((error: unknown) => {
    document.getElementById("root")?.classList.add("failed");
    reportError(error);
  });
}
