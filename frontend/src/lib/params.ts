import { useParams } from "@tanstack/react-router";

/** One parameter of the address on screen, or an empty text. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as unknown as Record<string, string | undefined>;
  return params[name] ?? "";
}
