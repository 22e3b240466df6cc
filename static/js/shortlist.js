// Roles put aside on this device, and only there. Without storage the list lasts until the page is closed.

const KEY = "bpo-shortlist";
const MOST = 50;
const MOST_COMPARED = 4;
let memory = [];
let canSave = true;

function stored() {
  if (!canSave) return memory;
  try {
    const roles = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return roles.filter(({ slug, title }) => typeof slug === "string" && typeof title === "string");
  } catch {
    return memory;
  }
}

function keep(roles) {
  memory = roles.slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    canSave = false;
    for (const line of document.querySelectorAll("[data-unsaved]")) line.hidden = false;
  }
  show();
}

function toggle(slug, title) {
  const rest = stored().filter((role) => role.slug !== slug);
  keep(rest.length < stored().length ? rest : [{ slug, title }, ...rest]);
}

function show() {
  const roles = stored();
  for (const button of document.querySelectorAll("[data-shortlist]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", roles.some((role) => role.slug === button.dataset.shortlist));
  }
  for (const link of document.querySelectorAll("[data-shortlisted]")) {
    link.hidden = roles.length === 0;
    link.querySelector("[data-count]").textContent = `(${roles.length})`;
  }
  const list = document.querySelector("[data-shortlist-form]");
  if (list) fill(list, roles);
}

function fill(list, roles) {
  const compared = new URLSearchParams(location.search).getAll("role");
  const rows = roles.map(({ slug, title }, place) => {
    const row = list.querySelector("template").content.cloneNode(true);
    const box = row.querySelector("input");
    box.value = slug;
    box.checked = compared.length ? compared.includes(slug) : place < MOST_COMPARED;
    for (const name of row.querySelectorAll("[data-name]")) name.textContent = title;
    row.querySelector("a").href = `/roles/${encodeURIComponent(slug)}/`;
    row.querySelector("button").addEventListener("click", () => {
      toggle(slug, title);
      list.querySelector("button, a")?.focus();
    });
    return row;
  });
  list.querySelector("ul").replaceChildren(...rows);
  list.querySelector("[data-none]").hidden = roles.length > 0;
  list.querySelector("[type=submit]").hidden = roles.length === 0;
  list.closest("section").hidden = false;
}

for (const button of document.querySelectorAll("[data-shortlist]")) {
  button.addEventListener("click", () => toggle(button.dataset.shortlist, button.dataset.title));
}
// Another tab may have changed the list; a page shown again from the browser’s memory may be older than it.
addEventListener("storage", show);
addEventListener("pageshow", show);
show();
