// Four text areas for one answer, kept on this device for each question.

import { begin, drop, names, read, write } from "./keep.js";

const form = document.querySelector("[data-star]");
const question = form.querySelector("[data-question]");
const retired = question.querySelector("[data-retired]");
const parts = [...form.querySelectorAll("[data-part]")];
const status = form.querySelector("[data-status]");
const LAST = "last star";
const nothing = { asked: "", ...Object.fromEntries(parts.map((part) => [part.name, ""])) };

const name = () => `star ${question.value}`;
const text = () => parts.map((part) => part.value.trim()).filter(Boolean).join("\n\n");
const asked = () => question.selectedOptions[0]?.dataset.text ?? "";

// Says in the list which questions have an answer here, and adds those that are no longer in the bank.
function mark() {
  const answered = names("star ");
  for (const option of question.options) {
    const has = answered.includes(`star ${option.value}`);
    option.textContent = has ? `${option.dataset.text} (${question.dataset.kept})` : option.dataset.text;
  }
}

function listRetired() {
  const listed = [...question.options].map((option) => `star ${option.value}`);
  const gone = names("star ").filter((each) => !listed.includes(each));
  retired.hidden = gone.length === 0;
  for (const each of gone) {
    const option = document.createElement("option");
    option.value = each.slice("star ".length);
    option.dataset.text = read(each, nothing).asked || option.value;
    retired.append(option);
  }
}

function count() {
  form.querySelector("[data-words]").textContent = text().split(/\s+/).filter(Boolean).length;
}

function fill() {
  const kept = read(name(), nothing);
  for (const part of parts) part.value = kept[part.name];
  form.querySelector("[data-asked]").textContent = asked();
  form.querySelector("[data-no-longer]").hidden = question.selectedOptions[0]?.parentElement !== retired;
  status.textContent = "";
  mark();
  count();
}

function keep() {
  if (text()) write(name(), { asked: asked(), ...Object.fromEntries(parts.map((part) => [part.name, part.value])) });
  else drop(name());
  if (read(LAST, "") !== question.value) write(LAST, question.value);
  mark();
  count();
}

async function copy(button) {
  const labelled = parts.map((part) => `${form.querySelector(`label[for="${part.id}"]`).textContent}: ${part.value.trim()}`);
  const all = [asked(), ...labelled].join("\n");
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

for (const option of question.options) option.dataset.text = option.textContent;
begin(() => {
  retired.replaceChildren();
  retired.hidden = true;
  fill();
});
listRetired();
// An address that names a question comes first, then the one that was written last, then any with an answer.
const wanted = [new URLSearchParams(location.search).get("question"), read(LAST, ""), names("star ")[0]?.slice(5)];
const options = new Map([...question.options].map((option) => [option.value, option]));
const opened = options.get(wanted.find((each) => options.has(each)));
if (opened) opened.selected = true;
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
