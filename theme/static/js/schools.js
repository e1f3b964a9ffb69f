/*
 * Suggests schools while the name of one is typed. Comfort only: the field works without it, and what
 * is sent is what the page without script would send, so the server trusts it no more than that.
 *
 * Keys, roles and the active option are combobox-nav's; the list, and what a choice does, are ours.
 */
import Combobox from "./combobox-nav.js";

const MOST = 8;
const SHORT_FORMS = { saint: "st", saints: "st", ss: "st", sts: "st", catholic: "rc", cofe: "ce" };
const PHRASES = [[/\bchurch of england\b|\bc of e\b|\bc e\b/g, "ce"], [/\broman catholic\b|\br c\b/g, "rc"]];
const LETTERS = { ł: "l", ø: "o", đ: "d", æ: "ae", œ: "oe" };

function words(text) {
  let plain = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/['’‘`]/g, "");
  plain = plain.replace(/[łøđæœ]/g, (letter) => LETTERS[letter]).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  for (const [phrase, short] of PHRASES) plain = plain.replace(phrase, short);
  return plain ? plain.split(" ").map((word) => SHORT_FORMS[word] ?? word) : [];
}

function known([urn, name, town, postcode]) {
  const own = words(`${name} ${town} ${postcode}`);
  return { urn, title: town ? `${name}, ${town}` : name, postcode, own: [...own, words(postcode).join("")] };
}

/** The schools in whose words every typed word begins one; those whose name begins so stand first. */
function find(typed, schools) {
  const asked = words(typed);
  const fits = (school) => asked.every((word) => school.own.some((own) => own.startsWith(word)));
  const found = asked.length ? schools.filter(fits) : [];
  const first = (school) => Number(!school.own.join(" ").startsWith(asked.join(" ")));
  return found.sort((one, other) => first(one) - first(other)).slice(0, MOST);
}

function made(name, properties, ...inside) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
}

class Suggestions {
  constructor(field, input) {
    this.field = field;
    this.input = input;
    this.list = made("ul", { id: `${input.id}-list`, className: "suggestions", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Schools");
    this.told = made("p", { className: "hint" });
    this.told.setAttribute("role", "status");
    input.after(this.list, this.told);
    this.combobox = new Combobox(input, this.list, { tabInsertsSuggestions: false });
    input.addEventListener("focus", () => this.load(), { once: true });
    input.addEventListener("input", () => this.suggest());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("combobox-commit", (event) => this.take(event.target));
    if (document.activeElement === input) this.load();
  }

  /** Once: the list of schools. Without it the field is what it was, and the server answers. */
  load() {
    this.schools ??= fetch(this.field.dataset.schools)
      .then((answer) => answer.json())
      .then((rows) => rows.map(known))
      .catch(() => (this.combobox.destroy(), []));
    return this.schools;
  }

  async suggest() {
    const typed = this.input.value;
    this.field.querySelector("[data-picked]")?.remove();
    const schools = await this.load();
    if (typed !== this.input.value || document.activeElement !== this.input) return;
    const found = find(typed, schools);
    this.list.replaceChildren(...found.map((school, at) => this.option(school, at)));
    this.combobox.clearSelection();
    if (found.length) this.open();
    else this.close();
    this.tell(typed, schools, found.length);
  }

  option(school, at) {
    const option = made("li", { id: `${this.list.id}-${at + 1}` }, school.title);
    if (school.postcode) option.append(" ", made("span", { className: "hint" }, school.postcode));
    option.setAttribute("role", "option");
    option.dataset.urn = school.urn;
    option.dataset.title = school.title;
    return option;
  }

  tell(typed, schools, count) {
    const some = count === 1 ? "1 school found" : `${count} schools found`;
    const none = "We know no school like that. You can go on typing its name and town";
    this.told.textContent = !typed.trim() || !schools.length ? "" : count ? `${some}. Use the arrow keys to choose` : none;
  }

  open() {
    if (!this.list.hidden) return;
    this.list.hidden = false;
    this.combobox.start();
  }

  close() {
    if (this.list.hidden) return;
    this.combobox.stop();
    this.list.hidden = true;
  }

  /** The name goes into the box, and the school among the choices, as the server would draw it. */
  take({ dataset }) {
    this.close();
    this.input.value = dataset.title;
    this.told.textContent = `Chosen: ${dataset.title}`;
    const name = `${this.input.name}-choice`;
    const value = `urn:${dataset.urn}`;
    const there = [...this.field.querySelectorAll("input[type=radio]")].find((radio) => radio.value === value);
    if (there) there.checked = true;
    else this.field.querySelector(".choices").prepend(this.tile(name, value, dataset.title));
  }

  tile(name, value, title) {
    const radio = made("input", { type: "radio", id: `${name}-picked`, name, value, checked: true });
    const tile = made("div", { className: "choice" }, radio, made("label", { htmlFor: radio.id }, title));
    tile.dataset.picked = "";
    return tile;
  }
}

for (const field of document.querySelectorAll("[data-schools]")) {
  new Suggestions(field, field.querySelector("input[type=text]"));
}
