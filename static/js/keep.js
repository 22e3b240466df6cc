// What a visitor writes stays on this device. Where storage is blocked or full everything still works until the page
// is closed, and the page says what is not saved.

const PREFIX = "bpo-practice ";
// "1" while a change could not be saved. It is put there beforehand: turning "0" into "1" needs no room.
const BEHIND = "bpo-practice-behind";
const memory = new Map(); // what the storage did not take
let works = true;

function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

const inStorage = () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) ?? [];

// The names that begin with `start` and have something kept.
export function names(start) {
  const all = new Set([...inStorage().map((key) => key.slice(PREFIX.length)), ...memory.keys()]);
  return [...all].filter((name) => name.startsWith(start) && memory.get(name) !== null);
}

function tell() {
  const kept = inStorage().length > 0;
  const behind = !works || attempt(() => localStorage.getItem(BEHIND)) === "1";
  const shown = { saved: !behind, forgettable: works || kept, unsaved: !works && !kept, behind: behind && kept };
  for (const [name, show] of Object.entries(shown)) {
    for (const part of document.querySelectorAll(`[data-${name}]`)) part.hidden = !show;
  }
}

// Tries to save everything that is not saved yet: room may have been made meanwhile.
function save() {
  works = true;
  for (const [name, text] of memory) {
    try {
      if (text === null) localStorage.removeItem(PREFIX + name);
      else localStorage.setItem(PREFIX + name, text);
      memory.delete(name);
    } catch {
      works = false;
    }
  }
  attempt(() => localStorage.setItem(BEHIND, works ? "0" : "1"));
  for (const line of document.querySelectorAll("[data-forgotten]")) line.textContent = "";
  tell();
}

const isLike = (value, model) =>
  value !== null && typeof value === typeof model && Array.isArray(value) === Array.isArray(model);

// What is kept under `name`. Whatever is damaged or missing in it comes from `otherwise`, which shows its shape.
export function read(name, otherwise) {
  const text = memory.has(name) ? memory.get(name) : attempt(() => localStorage.getItem(PREFIX + name));
  const value = attempt(() => JSON.parse(text));
  if (!isLike(value, otherwise)) return otherwise;
  if (Array.isArray(otherwise) || typeof otherwise !== "object") return value;
  return Object.fromEntries(
    Object.entries(otherwise).map(([field, model]) => [field, isLike(value[field], model) ? value[field] : model]),
  );
}

export function write(name, value) {
  memory.set(name, JSON.stringify(value));
  save();
}

export function drop(name) {
  memory.set(name, null);
  save();
}

function forget() {
  memory.clear();
  for (const key of [...inStorage(), BEHIND]) attempt(() => localStorage.removeItem(key));
}

function test() {
  try {
    localStorage.setItem(`${PREFIX}test`, "1");
    localStorage.removeItem(`${PREFIX}test`);
  } catch {
    works = false;
  }
  tell();
}

// Shows what needs a script, hides what says that there is none, and says whether this device saves.
export function begin(onForget = () => {}) {
  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;
  test();
  for (const button of document.querySelectorAll("[data-forget]")) {
    button.addEventListener("click", () => {
      if (!confirm(button.dataset.ask)) return;
      forget();
      onForget();
      works = true;
      test();
      for (const line of document.querySelectorAll("[data-forgotten]")) line.textContent = line.dataset.done;
    });
  }
}
