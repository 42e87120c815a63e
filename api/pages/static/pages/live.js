// Keeps the live page at what the hall sees. Without it the page reloads by itself; with it the
// server sends each picture as it is on air. In the language of 2017: phones of spectators are old.

const live = document.getElementById("live");
const show = document.getElementById("show");
const link = document.getElementById("link");
// The server says something every ten seconds; three silences are a line that is gone.
const SILENCE_MS = 32000;
const TICK_MS = 250;
const SOON_MS = 30000;

let source = null;
let state = live.dataset.state;
let heardAt = Date.now();
// How far this device's clock is behind the server's.
let offsetMs = 0;

const between = (low, high) => low + Math.random() * (high - low);

function heard() {
  heardAt = Date.now();
  link.dataset.link = "on";
}

function took(event) {
  heard();
  if (event.lastEventId === state) return;
  state = event.lastEventId;
  live.dataset.state = state;
  // Written and escaped by the server's own template, the same that made the page.
  show.innerHTML = JSON.parse(event.data).picture;
  show.classList.add("moves");
  tick();
}

function told(event) {
  heard();
  offsetMs = Date.parse(JSON.parse(event.data).server_time) - Date.now();
}

function listen() {
  if (source) source.close();
  heardAt = Date.now();
  source = new EventSource(live.dataset.stream);
  source.addEventListener("state", took);
  source.addEventListener("time", told);
  source.addEventListener("over", () => {
    source.close();
    setTimeout(() => location.reload(), between(1000, 8000));
  });
  source.onerror = () => {
    // A browser asks again by itself unless it was refused; then the page does, as without us.
    const refused = source.readyState === EventSource.CLOSED;
    link.dataset.link = refused ? "still" : "again";
    if (refused) {
      setTimeout(() => location.reload(), between(15000, 30000));
    }
  };
}

function remaining(clock) {
  const { started, pausedMs, pausedAt, duration } = clock.dataset;
  const now = pausedAt ? Date.parse(pausedAt) : Date.now() + offsetMs;
  return Number(duration) * 1000 + Number(pausedMs) - (now - Date.parse(started));
}

function tick() {
  const clock = show.querySelector("[data-started]");
  if (!clock) return;
  const left = remaining(clock);
  const seconds = Math.ceil(left / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const said =
    left > 0 ? `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}` : clock.dataset.over;
  if (clock.textContent !== said) clock.textContent = said;
  clock.classList.toggle("soon", left <= SOON_MS);
  clock.classList.toggle("over", left <= 0);
}

setInterval(tick, TICK_MS);
setInterval(() => {
  if (Date.now() - heardAt < SILENCE_MS) return;
  if (source.readyState === EventSource.CLOSED) return;
  link.dataset.link = "again";
  listen();
}, 5000);
link.dataset.link = "begun";
listen();
tick();
