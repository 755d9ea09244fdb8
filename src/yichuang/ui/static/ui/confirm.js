// A dangerous act asks once and says what will happen. data-confirm="text" on a button, link or form;
// data-confirm-title and data-confirm-yes replace the words of the dialog. Only the answer "yes" lets the act through.
const dialog = document.getElementById("confirm-dialog");
const slot = (name) => dialog.querySelector(`[data-confirm-slot="${name}"]`);
const passed = new WeakSet();
let usualTitle = "";

function ask(element, onYes) {
  usualTitle = usualTitle || slot("title").textContent;
  slot("title").textContent = element.dataset.confirmTitle || usualTitle;
  slot("text").textContent = element.dataset.confirm;
  const yes = slot("yes");
  yes.textContent = element.dataset.confirmYes || yes.dataset.confirmDefault;
  dialog.returnValue = "";
  dialog.addEventListener("close", () => { if (dialog.returnValue === "yes") onYes(); }, { once: true });
  dialog.showModal();
}

function hold(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

document.addEventListener("click", (event) => {
  const element = event.target.closest("button[data-confirm], a[data-confirm]");
  if (!element || !dialog || !dialog.showModal) return;
  if (passed.delete(element)) return;
  hold(event);
  ask(element, () => { passed.add(element); element.click(); });
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-confirm]") || !dialog || !dialog.showModal) return;
  if (passed.delete(form)) return;
  hold(event);
  const pressed = event.submitter;
  ask(form, () => { passed.add(form); form.requestSubmit(pressed || undefined); });
}, true);
