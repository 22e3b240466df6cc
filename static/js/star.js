// Four text areas for one answer, kept on this device for each question.

import { begin, read, write } from "./keep.js";

const form = document.querySelector("[data-star]");
const question = form.querySelector("[data-question]");
const parts = [...form.querySelectorAll("[data-part]")];
const status = form.querySelector("[data-status]");

const name = () => `star ${question.value}`;
const text = () => parts.map((part) => part.value.trim()).filter(Boolean).join("\n\n");

function count() {
  form.querySelector("[data-words]").textContent = text().split(/\s+/).filter(Boolean).length;
}

function fill() {
  const kept = read(name(), {});
  for (const part of parts) part.value = kept[part.name] ?? "";
  status.textContent = "";
  count();
}

function keep() {
  write(name(), Object.fromEntries(parts.map((part) => [part.name, part.value])));
  count();
}

async function copy(button) {
  const labelled = parts.map((part) => `${form.querySelector(`label[for="${part.id}"]`).textContent}: ${part.value.trim()}`);
  const all = [question.selectedOptions[0].textContent, ...labelled].join("\n");
  try {
    await navigator.clipboard.writeText(all);
  } catch {
    // Older phones: through a selection.
    const area = document.createElement("textarea");
    area.value = all;
    form.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  status.textContent = button.dataset.done;
}

begin(fill);
fill();
for (const part of parts) part.addEventListener("input", keep);
question.addEventListener("change", fill);
form.addEventListener("submit", (event) => event.preventDefault());
form.querySelector("[data-copy]").addEventListener("click", (event) => copy(event.currentTarget));
form.querySelector("[data-clear]").addEventListener("click", (event) => {
  if (!confirm(event.currentTarget.dataset.ask)) return;
  for (const part of parts) part.value = "";
  keep();
  status.textContent = "";
  parts[0].focus();
});
