/* Starts the worker that keeps read pages for when the network is away (/worker.js), and lists what it keeps
   on the page that says so. Where the worker is not wanted any more it is still asked for: it then goes. */

if ("serviceWorker" in navigator) {
  const own = { createScriptURL: () => "/worker.js" };
  const policy = window.trustedTypes ? trustedTypes.createPolicy("worker", own) : own;
  navigator.serviceWorker.register(policy.createScriptURL("")).catch(() => {});
  const lasting = document.querySelector("link[rel=canonical]") && !location.search;
  if (lasting && !navigator.serviceWorker.controller) navigator.serviceWorker.ready.then(first).catch(() => {});
}

/** The page that started the worker came before it, so it is kept from here. */
async function first() {
  for (const name of await caches.keys()) await (await caches.open(name)).add(location.pathname);
}

const list = document.querySelector("[data-kept]");
if (list && "caches" in window) show(list);

async function show(list) {
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of (await cache.keys()).reverse()) await add(list, request, await cache.match(request));
  }
  list.closest("section").hidden = list.children.length === 0;
}

async function add(list, request, response) {
  const { pathname } = new URL(request.url);
  if (!/html/.test(response.headers.get("Content-Type")) || pathname === list.dataset.kept) return;
  const link = document.createElement("a"), item = document.createElement("li");
  link.href = pathname;
  link.textContent = title(await response.text()) || pathname;
  item.append(link);
  list.append(item);
}

function title(html) {
  const [, words = ""] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
  const end = words.lastIndexOf(" – ");
  return (end < 0 ? words : words.slice(0, end)).replaceAll("&#39;", "’").replaceAll("&amp;", "&");
}
