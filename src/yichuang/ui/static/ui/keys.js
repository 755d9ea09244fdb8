// Keys for clerks. data-key="F2", "Control+Enter", "Alt+ArrowLeft" or "1" on a button, link or field: the key presses it, or
// moves to it. A bare letter or digit works only outside text fields, and inside a [data-key-scope] only for the scope in
// focus, so that every row of materials can use 1, 2 and 3. data-opens="id" opens that dialog.
const TYPING = "input:not([type=radio]):not([type=checkbox]):not([type=button]):not([type=submit]), textarea, select, [contenteditable]";

function nameOf(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Control");
  if (event.altKey) parts.push("Alt");
  if (event.shiftKey && event.key.length > 1) parts.push("Shift");
  parts.push(event.key.length === 1 ? event.key.toLowerCase() : event.key);
  return parts.join("+").toLowerCase();
}

const isShown = (element) => !element.disabled && element.getClientRects().length > 0;

function targetFor(key) {
  const active = document.activeElement;
  const dialog = document.querySelector("dialog[open]");
  const named = [...(dialog || document).querySelectorAll("[data-key]")]
    .filter((element) => element.dataset.key.toLowerCase() === key && isShown(element));
  if (key.length > 1) return named[0];
  if (active && active.matches(TYPING)) return undefined;
  const scope = active && active.closest("[data-key-scope]");
  return named.find((element) => (scope ? scope.contains(element) : !element.closest("[data-key-scope]")));
}

function press(element) {
  if (element.matches(TYPING)) { element.focus(); if (element.select) element.select(); return; }
  element.focus();
  element.click();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.repeat || event.defaultPrevented) return;
  const element = targetFor(nameOf(event));
  if (!element) return;
  event.preventDefault();
  press(element);
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
});
