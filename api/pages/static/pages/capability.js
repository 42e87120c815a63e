// Asks the device what the judge's panel stands on, and shows each answer in its row. In the
// language of 2017 and no module: an old kernel has to be told so, not left waiting for ever.

const PATIENCE_MS = 5000;
const verdict = document.getElementById("verdict");

const within = (work) =>
  Promise.race([
    Promise.resolve()
      .then(work)
      .catch(() => false),
    new Promise((done) => setTimeout(done, PATIENCE_MS, false)),
  ]);

/** Opens and takes our protocol; without a sign-in the server closes it at once. */
function socketOpens() {
  return new Promise((done) => {
    const address = new URL(verdict.dataset.socket, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address, "yisai.v1");
    socket.onopen = () => {
      done(true);
      socket.close();
    };
    socket.onerror = () => done(false);
  });
}

/** The server's clock is what counts; a device that is far off shows wrong times. */
async function clockAgrees() {
  const answer = await fetch("/healthz", { cache: "no-store" });
  const said = Date.parse(answer.headers.get("Date") || "");
  return Math.abs(Date.now() - said) < 120 * 1000;
}

function storeOpens() {
  return new Promise((done) => {
    const asked = indexedDB.open("yisai-check", 1);
    asked.onsuccess = () => {
      asked.result.close();
      indexedDB.deleteDatabase("yisai-check");
      done(true);
    };
    asked.onerror = () => done(false);
  });
}

const checks = {
  secure: () => window.isSecureContext,
  worker: () => "serviceWorker" in navigator,
  locks: () => "locks" in navigator,
  store: storeOpens,
  crypto: () => Boolean(crypto.subtle) && typeof crypto.subtle.generateKey === "function",
  wake: () => "wakeLock" in navigator,
  keep: async () => Boolean(navigator.storage) && typeof navigator.storage.persist === "function",
  socket: socketOpens,
  clock: clockAgrees,
};

function show(name, holds) {
  const row = document.querySelector(`[data-check="${name}"]`);
  row.dataset.state = holds ? "ok" : "bad";
  for (const said of row.querySelectorAll("[data-said]")) {
    said.hidden = said.dataset.said !== row.dataset.state;
  }
}

const asked = Object.entries(checks).map(async ([name, check]) => {
  const holds = Boolean(await within(check));
  show(name, holds);
  return holds;
});

Promise.all(asked).then((answers) => {
  const found = !window.isSecureContext ? "insecure" : answers.every(Boolean) ? "good" : "partly";
  for (const said of verdict.querySelectorAll("[data-verdict]")) {
    said.hidden = said.dataset.verdict !== found;
  }
  verdict.dataset.found = found;
});
