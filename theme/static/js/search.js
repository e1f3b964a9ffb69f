/*
 * Searches the site in the browser: no word that is typed here leaves it. Without this script the page is
 * the A to Z, which stays the way out whenever something here fails.
 *
 * Pagefind reads the index; this file asks it, and draws what it answers with elements and text alone.
 */
const ENGINE = "/pagefind/pagefind.js";
const PAGE = 10;
const QUICK = 4;
const PAUSE = 300;
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };
// Words of questions, which nearly every page has or none.
const SMALL = new Set("a about an and any are at be by can do does for from get have how i in is it me my of on or our the there to us we what when where who with you your".split(" "));
const byId = (id) => document.getElementById(id);

let engine;
let asked = "";
let pause;

/** Pagefind, ready; asked for once, and once more if that failed. */
function ready() {
  engine ??= import(ENGINE)
    .then(async (pagefind) => {
      await pagefind.options({ noWorker: true, excerptLength: 26 });
      await pagefind.init();
      return pagefind;
    })
    .catch((failure) => {
      engine = undefined;
      throw failure;
    });
  return engine;
}

/** Fetches every page's text while nothing else is to do, so that search goes on when the line is gone. */
async function keepAll() {
  if (navigator.connection?.saveData) return;
  const pagefind = await ready();
  const { results } = await pagefind.search(null);
  for (const result of results) await result.data();
  document.documentElement.dataset.search = "kept";
}

function made(name, properties, ...inside) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
}

/** Pagefind's excerpt as nodes: its marks as elements, everything else as text. */
function marked(excerpt) {
  return excerpt.split(/<mark>(.*?)<\/mark>/s).map((part, at) => {
    const text = part.replace(/&(?:lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity]);
    return at % 2 ? made("mark", {}, text) : text;
  });
}

function words(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/['’]/g, "");
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words that say what is looked for; all of them where each is small. */
function telling(typed) {
  const all = words(typed);
  const telling = all.filter((word) => !SMALL.has(word));
  return telling.length ? telling : all;
}

/** Pages with every word that tells; where there are none, those with any of them, the most fitting first. */
async function found(typed) {
  const pagefind = await ready();
  const wanted = telling(typed);
  const { results } = await pagefind.search(wanted.join(" "));
  if (results.length || wanted.length < 2) return { results, all: true };
  const each = await Promise.all(wanted.map((word) => pagefind.search(word)));
  const best = new Map();
  for (const one of each.flatMap(({ results }) => results)) {
    best.set(one.id, { ...one, score: one.score + (best.get(one.id)?.score ?? 0) });
  }
  return { results: [...best.values()].sort((one, other) => other.score - one.score), all: false };
}

/** The lines of the A to Z in which every typed word begins a word. */
function quick(typed) {
  const wanted = telling(typed);
  const fits = (line) => wanted.every((word) => words(line.textContent).some((own) => own.startsWith(word)));
  const found = [...document.querySelectorAll(".entries a")].filter(fits);
  return found.sort((one, other) => one.textContent.length - other.textContent.length).slice(0, QUICK);
}

function part(section) {
  return made("li", {}, made("a", { href: section.url }, section.title));
}

async function line(result) {
  const page = await result.data();
  const parts = page.sub_results.filter((one) => one.url !== page.url && one.title).slice(0, 2);
  const kind = page.meta.kind === "Page" ? [] : [made("span", { className: "tag" }, page.meta.kind), " "];
  const heading = made("h2", {}, made("a", { href: page.url }, page.meta.title));
  const excerpt = made("p", {}, ...kind, ...marked(page.excerpt));
  return made("li", {}, heading, excerpt, ...(parts.length ? [made("ul", {}, ...parts.map(part))] : []));
}

async function show(results, from) {
  const lines = await Promise.all(results.slice(from, from + PAGE).map(line));
  if (!from) byId("results").replaceChildren();
  byId("results").append(...lines);
  byId("more").hidden = results.length <= from + PAGE;
  byId("more").onclick = async () => {
    await show(results, from + PAGE);
    byId("results").children[from + PAGE].querySelector("a").focus();
  };
}

function tell(typed, count, hints, all) {
  const pages = `${count === 1 ? "1 page" : `${count} pages`}${all ? "" : " with some of the words"}`;
  const none = hints ? `No page has “${typed}”, but the A to Z does` : `Nothing found for “${typed}”. Try other words, or fewer`;
  byId("told").textContent = count ? `${pages} for “${typed}”` : none;
}

/** Shows the results, or the A to Z again where nothing is typed. */
async function search(typed) {
  asked = typed;
  byId("found").hidden = !typed;
  byId("a-to-z").hidden = Boolean(typed);
  if (!typed) return;
  const hints = quick(typed);
  byId("quick").replaceChildren(...hints.map((hint) => made("li", {}, made("a", { href: hint.href }, hint.textContent))));
  byId("quick").hidden = !hints.length;
  try {
    const { results, all } = await found(typed);
    if (typed !== asked) return;
    await show(results, 0);
    if (typed === asked) tell(typed, results.length, hints.length, all);
  } catch {
    byId("told").textContent = "Search does not work just now. Here is everything from A to Z";
    byId("a-to-z").hidden = false;
  }
}

function go() {
  clearTimeout(pause);
  const typed = byId("q").value.trim();
  history.replaceState(null, "", typed ? `/search/?q=${encodeURIComponent(typed)}` : "/search/");
  if (typed !== asked) search(typed);
}

byId("plain").hidden = true;
byId("search").addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});
byId("q").addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(go, PAUSE);
});
byId("q").addEventListener("focus", () => ready().catch(() => {}), { once: true });
byId("q").value = new URLSearchParams(location.search).get("q") ?? "";
search(byId("q").value.trim());
if (asked || document.activeElement === byId("q")) (globalThis.requestIdleCallback ?? setTimeout)(() => keepAll().catch(() => {}));
else byId("q").addEventListener("focus", () => keepAll().catch(() => {}), { once: true });
