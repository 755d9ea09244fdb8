// Live parts. <section data-poll="/screens/calls" data-poll-every="1000" data-poll-version="17"> asks `…?version=17` in turn:
// 204 means nothing new; 200 brings HTML for the inside and the new version in the header X-Version. When nothing has been
// heard for five seconds, the inner or page-wide [data-connection] element says so, with the time of the last answer.
const LOST_AFTER = 5000;

function clockNow() {
  return new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false }).format(new Date());
}

function notice() { return document.querySelector("[data-connection]") || document.getElementById("connection-lost"); }

function showLost(lost, time) {
  const place = notice();
  if (!place) return;
  const slot = place.querySelector("[data-connection-time]");
  if (slot && time) slot.textContent = time;
  place.hidden = !lost;
}

class Poll {
  constructor(place) {
    this.place = place;
    this.every = Number(place.dataset.pollEvery) || 1000;
    this.version = place.dataset.pollVersion || "";
    this.heard = performance.now();
    this.heardAt = clockNow();
    this.turn();
  }

  async turn() {
    if (!this.place.isConnected) return;
    try { await this.ask(); } catch { /* the silence itself is what counts */ }
    const lost = performance.now() - this.heard > LOST_AFTER;
    if (lost !== this.lost) { this.lost = lost; showLost(lost, this.heardAt); }
    setTimeout(() => this.turn(), document.hidden ? this.every * 5 : this.every);
  }

  async ask() {
    const address = new URL(this.place.dataset.poll, location.href);
    address.searchParams.set("version", this.version);
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 4000);
    try {
      const answer = await fetch(address, { signal: stop.signal, cache: "no-store", headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      if (answer.status === 200) this.take(await answer.text(), answer.headers.get("X-Version"));
      this.heard = performance.now();
      this.heardAt = clockNow();
    } finally { clearTimeout(timer); }
  }

  take(html, version) {
    if (version !== null && version === this.version) return;
    this.version = version ?? "";
    this.place.dataset.pollVersion = this.version;
    this.place.innerHTML = html;
    if (window.htmx) window.htmx.process(this.place);
    this.place.dispatchEvent(new CustomEvent("poll-changed", { bubbles: true, detail: { version: this.version } }));
  }
}

function start(root) {
  for (const place of root.querySelectorAll("[data-poll]:not([data-poll-on])")) { place.dataset.pollOn = ""; new Poll(place); }
}
start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
document.addEventListener("htmx:sendError", () => showLost(true, clockNow()));
document.addEventListener("htmx:timeout", () => showLost(true, clockNow()));
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.xhr && event.detail.xhr.status) showLost(false, ""); });

// A wall clock without a request: [data-clock] shows the hall's time.
const clocks = document.querySelectorAll("[data-clock]");
if (clocks.length) setInterval(() => clocks.forEach((one) => { one.textContent = clockNow().slice(0, 5); }), 1000);
