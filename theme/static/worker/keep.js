/* Keeps the pages that somebody has read on their device, and shows them, or a page that says how to reach us,
   while the network is away. The network is always asked first, so nobody reads an old page for a new one.

   Pages of words only: no form, no answer, no upload, nothing with a question mark in its address. The build
   writes in place of VERSION and PARTS what is needed for that page; another VERSION drops what was kept. */

const KEPT = "pages-VERSION";
const PARTS = "PARTS";
const OFFLINE = "/offline/";
const NEVER = /^\/(forms|uploads|edit|office|_mailbox|preview|pagefind|data)(\/|$)|\/(form|book|continue|calculator)\/$/;
const MOST = 60;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(KEPT).then((cache) => cache.addAll(PARTS)).then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)))),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || search || NEVER.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(read(event, pathname));
  else if (pathname.startsWith("/theme/")) event.respondWith(fetched(event).catch(() => kept(request.url)));
});

async function read(event, pathname) {
  try {
    return await fetched(event);
  } catch {
    return (await kept(pathname)) ?? (await kept(OFFLINE)) ?? Response.error();
  }
}

async function fetched(event) {
  const response = await fetch(event.request);
  if (worthKeeping(response)) event.waitUntil(keep(event.request.url, response.clone()));
  return response;
}

function worthKeeping(response) {
  const control = response.headers.get("Cache-Control") ?? "";
  return response.status === 200 && response.type === "basic" && !response.redirected && !/no-store/.test(control);
}

async function keep(address, response) {
  const cache = await caches.open(KEPT);
  await cache.delete(address);
  await cache.put(address, response);
  const old = (await cache.keys()).filter(({ url }) => !PARTS.includes(new URL(url).pathname));
  for (const request of old.slice(0, Math.max(0, old.length - MOST))) await cache.delete(request);
}

async function kept(address) {
  return (await caches.open(KEPT)).match(address);
}
