{% load static %}// Keeps each public page that is opened, and shows it again where there is no network, with the day it is from.
// It takes no messages: what a page may not send by its own policy, it cannot send through here.

const PAGES = "pages-1", FILES = "files-1", SHELL = "shell-{% static "css/site.css" %}";
const OFFLINE = "{% url "offline" %}", ADMIN = "{% url "admin:index" %}", STATIC = "{% get_static_prefix %}";
const MOST = 60; // pages, and files
const PATIENCE = 6000; // milliseconds that a page with a kept copy may take
const BY_ADDRESS = { ignoreVary: true };

self.addEventListener("install", (event) => {
  const shell = [OFFLINE, "{% static "css/site.css" %}", "{% static "mark.svg" %}"];
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(shell)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => ![PAGES, FILES, SHELL].includes(name));
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  // A page that was opened before the worker came asks for itself once more: static/js/page.js.
  const isPage = request.destination === "document" || request.headers.get("Accept") === "text/html";
  if (isPage && !pathname.startsWith(ADMIN)) event.respondWith(page(event));
  else if (request.mode === "navigate") event.respondWith(passed(event));
  else if (pathname.startsWith(STATIC)) event.respondWith(file(event));
});

// The browser has asked already, while the worker was starting.
async function passed(event) {
  return (await event.preloadResponse) || fetch(event.request);
}

async function page(event) {
  const pages = await caches.open(PAGES);
  const answer = answered(event, pages);
  event.waitUntil(answer.catch(() => {}));
  const copy = await pages.match(event.request, BY_ADDRESS);
  try {
    return await (copy ? Promise.race([answer, late()]) : answer);
  } catch {
    return copy ? dated(copy) : listed(pages);
  }
}

async function answered(event, pages) {
  const answer = await passed(event);
  const isForAll = answer.headers.get("Cache-Control")?.includes("public");
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (answer.status === 200 && isForAll && isPage) event.waitUntil(keep(pages, event.request, answer.clone()));
  // It has moved, or is gone.
  else if (answer.type === "opaqueredirect" || answer.status === 404) event.waitUntil(pages.delete(event.request, BY_ADDRESS));
  return answer;
}

function late() {
  return new Promise((_resolve, reject) => setTimeout(reject, PATIENCE));
}

async function file(event) {
  const files = await caches.open(FILES);
  const copy = await caches.match(event.request, BY_ADDRESS);
  if (copy?.headers.get("Cache-Control")?.includes("immutable")) return copy;
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keep(files, event.request, answer.clone()));
    return answer;
  } catch {
    return copy || Response.error();
  }
}

async function keep(cache, request, answer) {
  try {
    await cache.delete(request, BY_ADDRESS); // so that the oldest comes first
    await cache.put(request, answer);
    const all = await cache.keys();
    await Promise.all(all.slice(0, Math.max(0, all.length - MOST)).map((one) => cache.delete(one, BY_ADDRESS)));
  } catch {
    // The device is full: the page is shown all the same.
  }
}

async function dated(copy) {
  const day = new Date(copy.headers.get("Date")).toLocaleString("en-IN", { dateStyle: "long", timeStyle: "short" });
  const note = `<div class="page kept"><p class="note" role="status">{% translate "No network. This is the page as you opened it on" as told %}{{ told|escapejs }} ${day}.</p></div>`;
  return changed(copy, /<main[^>]*>/, (main) => main + note);
}

async function listed(pages) {
  const all = (await pages.keys()).reverse();
  const rows = await Promise.all(all.map(async (request) => {
    const [, title] = /<title>([^<|]*)/.exec(await (await pages.match(request)).text()) ?? [];
    const { pathname, search } = new URL(request.url);
    return `<li><a href="${(pathname + search).replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt()};`)}">${title || pathname}</a></li>`;
  }));
  return changed(await caches.match(OFFLINE), /<ul [^>]*data-kept[^>]*>/, (list) => list + rows.join(""));
}

async function changed(copy, place, change) {
  const headers = new Headers(copy.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response((await copy.text()).replace(place, change), { headers });
}
