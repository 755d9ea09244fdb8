// Form drafts survive a reload. <form data-draft="visit-12"> is kept in sessionStorage (this tab only) until the work is done:
// a page shows an element with data-draft-done="visit-12", the server sends the event "draft-done", or the form is sent and
// the next page no longer holds it. Passwords, files, hidden fields and anything marked data-draft-skip are never kept.
const PREFIX = "draft:";
const SENT = "draft-sent:";

const fieldsOf = (form) => [...form.elements].filter((field) => field.name
  && !["password", "file", "hidden", "submit", "button", "reset"].includes(field.type)
  && !field.closest("[data-draft-skip]"));

function keep(form) {
  const values = fieldsOf(form).map((field) => (["checkbox", "radio"].includes(field.type)
    ? [field.name, field.value, field.checked] : [field.name, field.value, null]));
  try { sessionStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(values)); } catch { /* full: the page still works */ }
}

function restore(form) {
  // A refused form comes back with what was typed; the server's copy is the newer one.
  if (form.querySelector("[data-refused]") || form.matches("[data-refused]")) return;
  const kept = sessionStorage.getItem(PREFIX + form.dataset.draft);
  if (!kept) return;
  const texts = new Map();
  for (const [name, value, checked] of JSON.parse(kept)) {
    if (checked === null) { texts.set(name, [...(texts.get(name) || []), value]); continue; }
    const box = fieldsOf(form).find((field) => field.name === name && field.value === value);
    if (box) box.checked = checked;
  }
  for (const field of fieldsOf(form)) {
    const values = texts.get(field.name);
    if (values && values.length && !["checkbox", "radio"].includes(field.type)) field.value = values.shift();
  }
  form.dispatchEvent(new CustomEvent("draft-restored", { bubbles: true }));
}

export function forget(name) {
  sessionStorage.removeItem(PREFIX + name);
  sessionStorage.removeItem(SENT + name);
}

function forgetAll() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) || key.startsWith(SENT)) sessionStorage.removeItem(key);
  }
}

// A draft is its writer's alone: when another person signs in at this machine, the earlier one's are dropped.
const OWNER = "draft-owner";
function keepToOwner() {
  const owner = document.body.dataset.owner;
  if (!owner) return;
  if (sessionStorage.getItem(OWNER) !== owner) forgetAll();
  sessionStorage.setItem(OWNER, owner);
}

function start(root) {
  const done = [...root.querySelectorAll("[data-draft-done]")].map((one) => one.dataset.draftDone);
  done.forEach(forget);
  const here = [...root.querySelectorAll("form[data-draft]")];
  for (const form of here) restore(form);
}

// A form that was sent and is gone from the next page has done its work.
function forgetSent() {
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith(SENT)) continue;
    const name = key.slice(SENT.length);
    if (!document.querySelector(`form[data-draft="${CSS.escape(name)}"]`)) forget(name);
    else sessionStorage.removeItem(key);
  }
}

const draftOf = (event) => event.target.closest && event.target.closest("form[data-draft]");
document.addEventListener("input", (event) => { const form = draftOf(event); if (form) keep(form); });
document.addEventListener("change", (event) => { const form = draftOf(event); if (form) keep(form); });
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-clears-drafts]")) forgetAll();
  else if (event.target.matches("form[data-draft]")) sessionStorage.setItem(SENT + event.target.dataset.draft, "1");
});
document.addEventListener("draft-done", (event) => forget(event.detail.value || event.detail));
document.addEventListener("htmx:load", (event) => { if (event.detail.elt !== document.body) start(event.detail.elt); });

keepToOwner();
forgetSent();
start(document);
