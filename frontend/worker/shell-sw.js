/* global self, caches, clients, fetch, setTimeout, MessageChannel, __FILES__ */
// A shell without a network: itself and its scripts from the device, everything else straight
// from the server. The build puts names, list and version in their places.
const FILES = __FILES__;
const CACHE = "yisai-__NAME__-__VERSION__";
const PREFIX = "yisai-__NAME__-";
const SHELL = "/__NAME__";
const ASSETS = "/static/assets/";

// The basic card is the server's own page: it is there for when the shell is of no help.
const BASIC = "/judge/basic";

const under = (path, root) => path === root || path.startsWith(`${root}/`);
const inside = (path) => under(path, SHELL) && !under(path, BASIC);

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

// A judge's link opens the panel, too.
const OWN = /^\/(judge|join)(\/|$)/;

// Asks an open page whether it may start anew. One that does not answer may not.
function agrees(page) {
  return new Promise((done) => {
    const line = new MessageChannel();
    line.port1.onmessage = ({ data }) => done(data === true);
    setTimeout(() => done(false), 2000);
    page.postMessage("idle?", [line.port2]);
  });
}

// The judge's page asks when it has nothing unsent and no sheet in hand. Another tab may have one,
// and its address is no help: a client keeps the one it was loaded at. A wall never asks: its new
// version is there when the wall is opened anew.
self.addEventListener("message", (event) => {
  if (event.data !== "activate") return;
  event.waitUntil(
    (async () => {
      const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
      const own = open.filter((page) => OWN.test(new URL(page.url).pathname));
      const answers = await Promise.all(own.map(agrees));
      if (answers.every(Boolean)) await self.skipWaiting();
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
