// What every page does by itself, in one file, as each request costs on a slow network.

// Opens what is folded around the place that the address names, also when a link on the page leads to it.
function open() {
  const folded = document.getElementById(location.hash.slice(1))?.closest("details");
  if (folded) folded.open = true;
}

addEventListener("hashchange", open);
open();

// Leaves empty fields out of the address that a form of filters makes.
for (const form of document.querySelectorAll("form[data-tidy]")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      const given = formData.getAll(name).filter((value) => value.trim());
      formData.delete(name);
      for (const value of given) formData.append(name, value);
    }
  });
}

// Asks the browser to keep the pages that are opened, for when there is no network: templates/service_worker.js.
const { serviceWorker } = navigator;
if (serviceWorker && "keep" in document.body.dataset) {
  if (!serviceWorker.controller) serviceWorker.addEventListener("controllerchange", askAgain, { once: true });
  // After the page itself, which a slow network has enough to do with.
  if (document.readyState === "complete") keepPages();
  else addEventListener("load", keepPages, { once: true });
}

function keepPages() {
  serviceWorker.register("/service-worker.js").catch(() => {});
}

// This page came before the worker: it and its files are asked for once more, from the browser's own store.
function askAgain() {
  fetch(location.href, { cache: "force-cache", headers: { Accept: "text/html" } }).catch(() => {});
  for (const file of document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")) {
    fetch(file.href ?? file.src, { cache: "force-cache" }).catch(() => {});
  }
}
