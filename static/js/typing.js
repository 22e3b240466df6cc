// A typing test: gross and net words a minute, and accuracy. The page says how each is counted.

import { begin, read, write } from "./keep.js";

const test = document.querySelector("[data-typing]");
const find = (name) => test.querySelector(`[data-${name}]`);
const typed = find("typed");
const choose = find("choose");
const passages = [...test.querySelectorAll("[data-passage]")];
const texts = new Map(passages.map((passage) => [passage, tidy(passage.textContent)]));
const PAST = 10;
const LEAST_SECONDS = 10; // one letter and a quick stop would be thousands of words a minute
const LONGEST_PIECE = 40; // letters that one input may add: more than any word of the texts
let before = "";
let startedAt = null;
let ticking = null;

// One form for what looks the same: composed letters, plain quotes, single spaces, no joiners (some Hindi keyboards add
// them, others do not).
function tidy(text) {
  const plain = text.normalize("NFC").replace(/[\u200c\u200d]/g, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
  return plain.replace(/\s+/g, " ").trim();
}

// Letters as a reader sees them: in Hindi a letter together with its matras.
function letters(text, language) {
  if (globalThis.Intl?.Segmenter) {
    return [...new Intl.Segmenter(language, { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);
  }
  return text.match(/\P{M}\p{M}*/gu) ?? [];
}

// The fewest wrong, missing and extra letters in `written`, read against the beginning of `wanted`.
function mistakes(written, wanted) {
  let row = wanted.map((_letter, position) => position + 1);
  row.unshift(0);
  written.forEach((letter, line) => {
    const next = [line + 1];
    for (let place = 1; place <= wanted.length; place += 1) {
      const swap = row[place - 1] + (letter === wanted[place - 1] ? 0 : 1);
      next.push(Math.min(swap, row[place] + 1, next[place - 1] + 1));
    }
    row = next;
  });
  return Math.min(...row);
}

function score(written, passage, minutes) {
  const text = tidy(written);
  const language = passage.lang;
  const strokes = [...text].length;
  const seen = letters(text, language);
  const errors = mistakes(seen, letters(texts.get(passage), language));
  const gross = minutes > 0 ? strokes / 5 / minutes : 0;
  return {
    strokes,
    errors,
    gross,
    net: minutes > 0 ? Math.max(0, gross - errors / minutes) : 0,
    accuracy: seen.length ? Math.max(0, (100 * (seen.length - errors)) / seen.length) : 0,
  };
}

const current = () => passages.find((passage) => passage.dataset.passage === choose.value);
const allowed = () => Number(find("minutes").value) * 60;
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
const round = (number) => (Math.round(number * 10) / 10).toString();
const elapsed = () => (startedAt === null ? 0 : (performance.now() - startedAt) / 1000);

function mark() {
  const passage = current();
  const words = passage.querySelectorAll("span");
  const at = tidy(typed.value) ? tidy(typed.value).split(" ").length - (/\s$/.test(typed.value) ? 0 : 1) : 0;
  passage.querySelector(".now")?.classList.remove("now");
  const now = words[Math.min(at, words.length - 1)];
  now.classList.add("now");
  passage.scrollTop = now.offsetTop - passage.offsetTop - passage.clientHeight / 3;
}

function tick() {
  const left = allowed() - elapsed();
  find("clock").textContent = clock(Math.max(0, Math.ceil(left)));
  if (left <= 0) finish();
}

function finish() {
  if (startedAt === null) return;
  const seconds = Math.min(elapsed(), allowed());
  find("brief").hidden = seconds >= LEAST_SECONDS;
  if (seconds < LEAST_SECONDS) return;
  clearInterval(ticking);
  startedAt = null;
  typed.readOnly = true;
  const result = score(typed.value, current(), seconds / 60);
  find("net").textContent = round(result.net);
  find("gross").textContent = round(result.gross);
  find("accuracy").textContent = round(result.accuracy);
  find("errors").textContent = result.errors;
  find("strokes").textContent = result.strokes;
  find("time").textContent = clock(Math.round(seconds));
  find("result").hidden = false;
  find("result").querySelector("h3").focus();
  write("typing", [{ on: Date.now(), net: round(result.net), accuracy: round(result.accuracy) }, ...past()].slice(0, PAST));
  list();
}

const past = () => read("typing", []).filter((row) => Number.isFinite(row?.on) && row.net && row.accuracy);

function list() {
  find("past").hidden = past().length === 0;
  find("past-rows").replaceChildren(
    ...past().map(({ on, net, accuracy }) => {
      const row = document.createElement("tr");
      for (const text of [new Date(on).toLocaleDateString(document.documentElement.lang), net, `${accuracy} %`]) {
        row.insertCell().textContent = text;
      }
      return row;
    }),
  );
}

function reset() {
  clearInterval(ticking);
  startedAt = null;
  typed.value = before = "";
  typed.readOnly = false;
  typed.lang = current().lang;
  find("result").hidden = true;
  find("paste").hidden = true;
  find("brief").hidden = true;
  find("clock").textContent = clock(allowed());
  for (const passage of passages) passage.hidden = passage !== current();
  mark();
}

// Whether one input added more than about a word. A keyboard may put in the clipboard, or a whole sentence, as if it had
// been typed; a word that it completes or corrects is typing.
function isPasted(now) {
  let start = 0;
  while (start < Math.min(before.length, now.length) && before[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(before.length, now.length) - start && before.at(-1 - end) === now.at(-1 - end)) end += 1;
  const words = (text) => text.slice(start, text.length - end).split(/\s+/).filter(Boolean).length;
  return now.length - end - start > LONGEST_PIECE || words(now) - words(before) > 1;
}

function refuse(event) {
  event.preventDefault();
  find("paste").hidden = false;
}

for (const passage of passages) {
  const words = texts.get(passage).split(" ").map((word) => {
    const span = document.createElement("span");
    span.textContent = word;
    return span;
  });
  passage.replaceChildren(...words.flatMap((word) => [word, " "]));
}
begin(() => {
  reset();
  list();
});
reset();
list();
typed.addEventListener("paste", refuse);
typed.addEventListener("drop", refuse);
typed.addEventListener("beforeinput", (event) => {
  if (/^insertFrom(Paste|Drop|Yank)/.test(event.inputType)) refuse(event);
});
typed.addEventListener("input", ({ inputType }) => {
  const pasted = !/^history/.test(inputType) && isPasted(typed.value);
  if (pasted) typed.value = before;
  before = typed.value;
  find("paste").hidden = !pasted;
  find("brief").hidden = true;
  if (startedAt === null && !typed.readOnly && typed.value) {
    startedAt = performance.now();
    ticking = setInterval(tick, 200);
  }
  mark();
  // The last letter ends the test, once as much has been typed as there was to type.
  if (tidy(typed.value).length >= texts.get(current()).length) finish();
});
choose.addEventListener("change", reset);
find("minutes").addEventListener("change", reset);
find("stop").addEventListener("click", finish);
find("again").addEventListener("click", () => {
  reset();
  typed.focus();
});
