// The desk at work: clocks that run, figures outside the polled line, and focus on the next thing to do.
//   data-since="2026-03-04T10:00:00+08:00"  shows the time since then, every second, by the difference to the server's clock
//   data-figure / data-shows                a figure in the polled part, and where else it is shown
//   data-focus-first, data-focus="id"       where the hand goes when the page is shown; an error comes before it
//   data-closes                             closes the dialog around it
const started = Date.now();

function spell(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const pad = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  return `${hours ? `${hours}:` : ""}${pad(Math.floor(whole / 60) % 60)}:${pad(whole % 60)}`;
}

function read(text) {
  return text.trim().split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}

// What the server wrote is the truth; the browser only counts on from there, so a wrong clock of the PC does no harm.
const clocks = [...document.querySelectorAll("[data-since]")].map((place) => ({ place, from: read(place.textContent) }));
if (clocks.length) {
  setInterval(() => {
    const passed = (Date.now() - started) / 1000;
    for (const { place, from } of clocks) place.textContent = spell(from + passed);
  }, 1000);
}

// A button of the line that has the focus keeps it when the line is drawn anew.
let held = "";
document.addEventListener("focusin", (event) => {
  const form = event.target.closest("[data-poll] form");
  held = form ? form.getAttribute("action") : "";
});

document.addEventListener("poll-changed", (event) => {
  const again = held && document.activeElement === document.body && event.target.querySelector(`form[action="${CSS.escape(held)}"] button`);
  if (again) again.focus();
  for (const figure of event.target.querySelectorAll("[data-figure]")) {
    for (const place of document.querySelectorAll(`[data-shows="${figure.dataset.figure}"]`)) place.textContent = figure.textContent;
  }
});

document.addEventListener("click", (event) => {
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog").close();
});

// Digits choose among the ready-made reasons of an open dialog.
document.addEventListener("keydown", (event) => {
  const dialog = document.querySelector("dialog[open]");
  if (!dialog || event.ctrlKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
  if (event.target.matches("input[type=text], textarea, select")) return;
  const choice = dialog.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
  if (choice) { event.preventDefault(); choice.checked = true; choice.focus(); }
});

const CAN = "input:not([type=hidden]):not([disabled]), select:not([disabled]), textarea, a[href], button:not([disabled])";
const shown = (element) => element.getClientRects().length > 0;

function first() {
  const wrong = [...document.querySelectorAll("#main [aria-invalid=true], #main .field-bad input")].find(shown);
  if (wrong) return wrong;
  const named = document.querySelector("[data-focus]");
  if (named) return document.getElementById(named.dataset.focus);
  const place = document.querySelector("[data-focus-first]");
  return place && [...place.querySelectorAll(CAN)].find(shown);
}

if (!location.hash) {
  const next = first();
  if (next) next.focus({ preventScroll: true });
}
