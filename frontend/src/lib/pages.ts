/** The cursor inside a page's link, or undefined at an end of the list. */
export function cursorOf(link: string | null): string | undefined {
  if (!link) return undefined;
  return new URL(link, "http://list").searchParams.get("cursor") ?? undefined;
}
