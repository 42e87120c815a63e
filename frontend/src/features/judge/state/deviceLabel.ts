/** What a device calls itself, short enough to be read out at the desk. */
export function deviceLabel(agent: string = navigator.userAgent): string {
  const touchMac = /Macintosh/.test(agent) && navigator.maxTouchPoints > 1;
  if (/iPad/.test(agent) || touchMac) return "iPad";
  if (/iPhone/.test(agent)) return "iPhone";
  const android = /Android [\d.]+; (?:[a-z]{2}-[a-z]{2}; )?([^;)]+?)(?: Build|[;)])/i.exec(agent);
  if (android?.[1]) return `Android ${android[1]}`.slice(0, 40);
  if (/Windows/.test(agent)) return "Windows";
  if (/Macintosh/.test(agent)) return "Mac";
  return /Linux/.test(agent) ? "Linux" : navigator.platform.slice(0, 40);
}
