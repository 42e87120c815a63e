/* global self, caches, clients, fetch, __FILES__ */
// A shell without a network: itself and its scripts from the device, everything else straight
// from the server. The build puts names, list and version in their places.
const FILES = __FILES__;
const CACHE = "yisai-__NAME__-__VERSION__";
const PREFIX = "yisai-__NAME__-";
const SHELL = "/__NAME__";
const ASSETS = "/static/assets/";

const inside = (path) => path === SHELL || path.startsWith(`${SHELL}/`);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([SHELL, ...FILES])));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await clients.claim();
    })(),
  );
});

// The judge's page asks when it has nothing unsent and no judging open. Another tab may be at a
// sheet. A wall never asks: its new version is there when the wall is opened anew.
self.addEventListener("message", (event) => {
  if (event.data !== "activate") return;
  event.waitUntil(
    (async () => {
      const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
      if (open.some((page) => new URL(page.url).pathname.startsWith("/judge/live"))) return;
      await self.skipWaiting();
    })(),
  );
});

async function kept(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request);
  if (found) return found;
  const answer = await fetch(request);
  // The names of these files hold a hash of their content: what is kept never goes stale.
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function shell(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(SHELL)) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (inside(url.pathname)) event.respondWith(shell(request));
  } else if (url.pathname.startsWith(ASSETS)) {
    event.respondWith(kept(request));
  }
});
