// Questions one at a time, with a timer, notes and self-rating. Everything is kept on this device, by question.

import { begin, read, write } from "./keep.js";

const runner = document.querySelector("[data-runner]");
const cards = [...runner.querySelectorAll("[data-card]")];
const end = runner.querySelector("[data-end]");
const back = runner.querySelector("[data-back]");
const next = runner.querySelector("[data-next]");
const nextLabel = next.textContent;
const place = `place ${runner.dataset.set}`;
let at = 0;
let ticking = null;

const nameOf = (card) => `question ${card.dataset.card}`;
const kept = (card) => read(nameOf(card), { notes: "", rating: "", seconds: 0 });
const keep = (card, change) => write(nameOf(card), { ...kept(card), ...change });
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function halt() {
  clearInterval(ticking.timer);
  const button = ticking.card.querySelector("[data-timer]");
  button.textContent = button.dataset.start;
  ticking = null;
}

function stop() {
  if (!ticking) return;
  const { card, since } = ticking;
  halt();
  const seconds = Math.round((performance.now() - since) / 1000);
  keep(card, { seconds });
  card.querySelector("[data-clock]").textContent = clock(seconds);
}

function start(card) {
  stop();
  const since = performance.now();
  const face = card.querySelector("[data-clock]");
  const timer = setInterval(() => (face.textContent = clock((performance.now() - since) / 1000)), 250);
  const button = card.querySelector("[data-timer]");
  button.dataset.start = button.dataset.start ?? button.textContent;
  button.textContent = button.dataset.stop;
  face.textContent = clock(0);
  ticking = { card, since, timer };
}

function fill(card) {
  const { notes, rating, seconds } = kept(card);
  card.querySelector("[data-notes]").value = notes;
  card.querySelector("[data-clock]").textContent = clock(seconds);
  for (const choice of card.querySelectorAll("[data-rating]")) choice.checked = choice.value === rating;
}

function sum() {
  const all = cards.map((card) => ({ card, ...kept(card) }));
  for (const cell of end.querySelectorAll("[data-count]")) {
    cell.textContent = all.filter(({ rating }) => rating === cell.dataset.count).length;
  }
  end.querySelector("[data-total]").textContent = clock(all.reduce((total, { seconds }) => total + seconds, 0));
  const weak = all.filter(({ rating }) => rating === "again" || rating === "fair");
  end.querySelector("[data-weak]").hidden = weak.length === 0;
  end.querySelector("[data-weak-list]").replaceChildren(
    ...weak.map(({ card }) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "plain";
      button.textContent = card.querySelector("h2").textContent;
      button.addEventListener("click", () => show(cards.indexOf(card), true));
      item.append(button);
      return item;
    }),
  );
}

function show(number, moveFocus) {
  stop();
  at = Math.max(0, Math.min(Math.trunc(number), cards.length));
  if (moveFocus) write(place, at); // the visitor moved
  cards.forEach((card, position) => (card.hidden = position !== at));
  end.hidden = at < cards.length;
  if (!end.hidden) sum();
  back.hidden = at === 0;
  next.hidden = at === cards.length;
  next.textContent = at === cards.length - 1 ? next.dataset.last : nextLabel;
  if (moveFocus) (cards[at] ?? end).querySelector("h2").focus();
}

begin(() => {
  if (ticking) halt(); // what it counted is deleted too
  cards.forEach(fill);
  show(0, false);
});
for (const card of cards) {
  fill(card);
  card.querySelector("[data-notes]").addEventListener("input", (event) => keep(card, { notes: event.target.value }));
  card.addEventListener("change", (event) => {
    if (event.target.matches("[data-rating]")) keep(card, { rating: event.target.value });
  });
  card.querySelector("[data-timer]").addEventListener("click", () => (ticking?.card === card ? stop() : start(card)));
}
runner.querySelector("[data-restart]").addEventListener("click", () => show(0, true));
back.addEventListener("click", () => show(at - 1, true));
next.addEventListener("click", () => show(at + 1, true));
addEventListener("pagehide", stop);
show(read(place, 0), false);
