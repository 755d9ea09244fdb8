// Intake by keyboard: the reader's line fills number and name, 1/2/3 marks a row and goes on to the next, and what follows
// is asked of the server a moment after the last change.
const form = document.getElementById("intake");
const opinion = document.getElementById("opinion");
const card = form.querySelector("[data-card]");
const LABELS = new Set(["姓名", "性别", "民族", "住址", "出生", "公民身份号码", "签发机关", "有效期限", "男", "女", "汉", "汉族"]);

function readCard(text) {
  const number = text.match(/(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])/);
  const parts = text.split(/[\t\r\n|,;，；=:：/]+/).map((part) => part.trim());
  const name = parts.find((part) => !LABELS.has(part) && /^[\p{Script=Han}·]{2,20}$/u.test(part));
  return { identity: number ? number[0].toUpperCase() : "", name: name || "" };
}

function put(name, value) {
  const field = form.elements[name];
  if (value) { field.value = value; field.dispatchEvent(new Event("input", { bubbles: true })); }
}

function takeCard() {
  const found = readCard(card.value);
  if (!found.identity) return false;
  put("identity", found.identity);
  put("name", found.name);
  card.value = "";
  (found.name ? form.elements.phone : form.elements.name).focus();
  return true;
}

// Readers end their line with Enter, which must not send the form.
card.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey) return;
  event.preventDefault();
  if (!takeCard()) form.elements.identity.focus();
});
card.addEventListener("change", takeCard);

const rows = [...form.querySelectorAll("[data-material]")];
const markOf = (row) => row.querySelector("input[type=radio]:checked");
const firstOf = (row) => markOf(row) || row.querySelector("input[type=radio]");

// Any other field's Enter goes to the next field: only a pressed button decides.
form.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Enter" || event.ctrlKey || event.isComposing || field === card || !field.matches("input")) return;
  event.preventDefault();
  const row = field.closest("[data-material]");
  if (row) { leave(row); return; }
  const fields = ["identity", "name", "phone"].map((name) => form.elements[name]);
  const next = fields[fields.indexOf(field) + 1];
  if (fields.includes(field) && next) next.focus();
  else if (rows[0] && !field.closest("[data-endings]")) firstOf(rows[0]).focus();
});

function leave(row) {
  const next = rows.slice(rows.indexOf(row) + 1).find((one) => !markOf(one)) || rows.find((one) => !markOf(one));
  if (next) firstOf(next).focus();
  else waiting = true;
}

// After the last mark the hand goes to the decision, as soon as the opinion is there.
let waiting = false;
let pressed = "";
document.addEventListener("keydown", (event) => { pressed = /^[123]$/.test(event.key) ? event.key : ""; }, true);
form.addEventListener("change", (event) => {
  const row = event.target.closest("[data-material]");
  if (!row || event.target.type !== "radio" || !pressed) return;
  if (event.target.value === "unacceptable") row.querySelector(".desk-note").focus();
  else leave(row);
});

let timer = 0;
function ask(delay) {
  clearTimeout(timer);
  timer = setTimeout(() => opinion.dispatchEvent(new CustomEvent("opinion-wanted")), delay);
}
form.addEventListener("change", (event) => { forgive(event.target); ask(50); });

// Sent before anything can be decided: the opinion says what is wanting, and the hand goes to the first row without a mark.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.ctrlKey || event.defaultPrevented) return;
  event.preventDefault();
  ask(0);
  const unmarked = rows.find((row) => !markOf(row));
  const wanting = rows.find((row) => row.querySelector("[value=unacceptable]:checked") && !row.querySelector(".desk-note").value);
  if (unmarked) firstOf(unmarked).focus();
  else if (wanting) wanting.querySelector(".desk-note").focus();
  else waiting = true;
});

// What was refused and has been typed anew is judged anew: the early check takes the place of the old error.
function forgive(field) {
  const place = field.closest(".desk-applicant .field-bad");
  if (!place) return;
  place.classList.remove("field-bad");
  place.querySelectorAll(".field-error").forEach((error) => error.remove());
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
}
form.addEventListener("input", (event) => { if (event.target.matches(".desk-note")) ask(600); });
form.querySelector(".desk-ask").hidden = true;

function fill(name, value) {
  const field = form.elements[name];
  if (field && value && !field.value) field.value = value;
}

opinion.addEventListener("htmx:afterSettle", () => {
  const said = opinion.querySelector("[data-opinion]");
  if (!said) return;
  if (said.dataset.opinion === "return") {
    form.querySelector("[data-endings]").open = true;
    fill("reason", said.dataset.reason);
    fill("ground", said.dataset.ground);
    const kind = form.querySelector("input[name=kind][value=missing_main]");
    if (kind && !form.querySelector("input[name=kind]:checked")) kind.checked = true;
  }
  const decide = opinion.querySelector("[data-decision]");
  if (waiting && decide) { waiting = false; decide.focus(); }
});

if (!form.hasAttribute("data-refused")) {
  const empty = ["identity", "name", "phone"].map((name) => form.elements[name]).find((field) => !field.value);
  if (empty && empty.name === "identity") card.focus();
  else if (empty) empty.focus();
  else if (rows.length) firstOf(rows.find((row) => !markOf(row)) || rows[0]).focus();
}
// A draft that came back has its opinion asked for again.
if (form.querySelector("[data-material] input:checked")) ask(100);
