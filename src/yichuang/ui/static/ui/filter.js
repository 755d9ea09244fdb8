// The finder: a plain <select data-finder> becomes a box that filters while one types, by name, initials, alias or code.
// Arrow keys move, Enter takes, Escape closes (ARIA combobox with a list box). The select stays the field that is sent.
const MOST = 30;
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

function optionsOf(select) {
  return [...select.options].filter((option) => option.value).map((option) => ({
    value: option.value,
    label: option.textContent.trim(),
    note: option.dataset.note || "",
    name: plain(option.textContent),
    keys: plain(`${option.value} ${option.dataset.keys || ""}`).split(" "),
  }));
}

// Lower is better: the exact code or initials, then the start of one, then the start of the name, then anywhere.
export function rank(option, query) {
  if (option.keys.includes(query)) return 0;
  if (option.name.startsWith(query)) return 1;
  if (option.keys.some((key) => key.startsWith(query))) return 2;
  if (option.name.includes(query)) return 3;
  if (option.keys.some((key) => key.includes(query))) return 4;
  const words = query.split(" ");
  const all = words.length > 1 && words.every((word) => option.name.includes(word) || option.keys.some((key) => key.includes(word)));
  return all ? 5 : -1;
}

export function find(options, text) {
  const query = plain(text);
  if (!query) return options.slice(0, MOST);
  return options.map((option, place) => ({ option, place, rank: rank(option, query) }))
    .filter((found) => found.rank >= 0)
    .sort((one, other) => one.rank - other.rank || one.place - other.place)
    .slice(0, MOST).map((found) => found.option);
}

function element(name, attributes, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

class Finder {
  constructor(select) {
    this.select = select;
    this.options = optionsOf(select);
    this.id = select.id || `finder-${Math.random().toString(36).slice(2)}`;
    this.build();
    this.listen();
    this.show();
  }

  build() {
    const { select, id } = this;
    this.input = element("input", {
      id, type: "text", class: "input", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-expanded": "false", "aria-controls": `${id}-list`, "aria-autocomplete": "list", placeholder: select.dataset.finderHint || "",
    });
    if (select.required) this.input.setAttribute("aria-required", "true");
    for (const name of ["aria-describedby", "aria-invalid", "data-key"]) {
      if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
    }
    const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
    if (label) label.id = label.id || `${id}-label`;
    this.list = element("ul", { id: `${id}-list`, role: "listbox", class: "finder-list" });
    if (label) this.list.setAttribute("aria-labelledby", label.id);
    this.list.hidden = true;
    this.none = element("div", { class: "finder-list finder-empty", role: "status" }, select.dataset.finderEmpty || "");
    this.none.hidden = true;
    this.box = element("div", { class: "finder", "data-draft-skip": "" });
    select.before(this.box);
    this.box.append(this.input, this.list, this.none);
    select.id = `${id}-value`;
    select.hidden = true;
    select.required = false;
    select.removeAttribute("data-key");
  }

  listen() {
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.open());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => { this.close(); this.show(); });
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const item = event.target.closest("[role=option]");
      if (item) this.take(Number(item.dataset.place));
    });
    this.select.form?.addEventListener("draft-restored", () => this.show());
    this.select.form?.addEventListener("reset", () => setTimeout(() => this.show()));
  }

  show() {
    const chosen = this.options.find((option) => option.value === this.select.value);
    this.input.value = chosen ? chosen.label : "";
  }

  open() {
    const chosen = this.options.find((option) => option.value === this.select.value);
    const untouched = chosen && chosen.label === this.input.value;
    this.found = find(this.options, untouched ? "" : this.input.value);
    this.place = this.found.length ? 0 : -1;
    this.list.replaceChildren(...this.found.map((option, place) => {
      const item = element("li", { role: "option", id: `${this.id}-option-${place}`, class: "finder-option", "data-place": place });
      item.append(element("span", {}, option.label), element("span", { class: "finder-note" }, option.note || option.value));
      return item;
    }));
    this.list.hidden = !this.found.length;
    this.none.hidden = Boolean(this.found.length);
    this.input.setAttribute("aria-expanded", String(Boolean(this.found.length)));
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === this.place)));
    const item = this.list.children[this.place];
    if (!item) { this.input.removeAttribute("aria-activedescendant"); return; }
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  move(step) {
    if (this.list.hidden) { this.open(); return; }
    this.place = (this.place + step + this.found.length) % this.found.length;
    this.mark();
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && !this.list.hidden) this.take(this.place);
    else if (event.key === "Escape" && !this.list.hidden) { this.close(); this.show(); }
    else return;
    event.preventDefault();
  }

  take(place) {
    const option = this.found[place];
    if (!option) return;
    this.select.value = option.value;
    this.close();
    this.show();
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.none.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

function start(root) {
  for (const select of root.querySelectorAll("select[data-finder]:not([hidden])")) new Finder(select);
}
start(document);
document.addEventListener("htmx:load", (event) => start(event.detail.elt));
