// What a visitor writes stays on this device. Where storage is blocked or full everything still works until the page
// is closed, and the page says that nothing is saved.

const PREFIX = "bpo-practice ";
const memory = new Map();
let canSave = true;

function tell() {
  for (const line of document.querySelectorAll("[data-saved]")) line.hidden = !canSave;
  for (const line of document.querySelectorAll("[data-unsaved]")) line.hidden = canSave;
}

function attempt(action) {
  try {
    return action();
  } catch {
    canSave = false;
    tell();
    return null;
  }
}

export function read(name, otherwise) {
  const text = memory.get(name) ?? attempt(() => localStorage.getItem(PREFIX + name));
  try {
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

export function write(name, value) {
  const text = JSON.stringify(value);
  memory.set(name, text);
  attempt(() => localStorage.setItem(PREFIX + name, text));
}

export function forget() {
  memory.clear();
  attempt(() => {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  });
}

// Shows what needs a script, hides what says that there is none, and says whether this device saves.
export function begin(onForget = () => {}) {
  for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-script]")) part.hidden = true;
  attempt(() => {
    localStorage.setItem(PREFIX + "test", "1");
    localStorage.removeItem(PREFIX + "test");
  });
  tell();
  for (const button of document.querySelectorAll("[data-forget]")) {
    button.addEventListener("click", () => {
      forget();
      onForget();
      button.textContent = button.dataset.done;
    });
  }
}
