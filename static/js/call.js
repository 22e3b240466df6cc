// A mock call, one step at a time. The page holds every step; this shows the one that follows from a reply.

for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;

for (const scene of document.querySelectorAll("[data-scene]")) {
  const steps = new Map([...scene.querySelectorAll("[data-step]")].map((step) => [step.dataset.step, step]));
  const end = scene.querySelector("[data-end]");
  const first = [...steps.keys()][0];
  let points = new Map();

  function sum() {
    scene.querySelector("[data-score]").textContent = [...points.values()].reduce((total, each) => total + each, 0);
    scene.querySelector("[data-most]").textContent = 2 * points.size;
    scene.querySelector("[data-skills]").replaceChildren(
      ...[...points].map(([name, got]) => {
        const row = document.createElement("div");
        const term = document.createElement("dt");
        const value = document.createElement("dd");
        term.textContent = steps.get(name).dataset.skill;
        value.textContent = `${got} / 2`;
        row.append(term, value);
        return row;
      }),
    );
  }

  function show(name, moveFocus) {
    for (const [each, step] of steps) step.hidden = each !== name;
    end.hidden = name !== "";
    if (name === "") sum();
    if (moveFocus) (steps.get(name) ?? end).querySelector("[tabindex]").focus();
  }

  for (const [name, step] of steps) {
    for (const reply of step.querySelectorAll("[data-reply]")) {
      reply.addEventListener("toggle", () => {
        if (reply.open && !points.has(name)) points.set(name, Number(reply.dataset.points));
      });
      reply.querySelector("[data-then]").addEventListener("click", (event) => {
        event.preventDefault();
        show(event.currentTarget.dataset.then, true);
      });
    }
  }

  scene.querySelector("[data-again]").addEventListener("click", () => {
    points = new Map();
    for (const reply of scene.querySelectorAll("[data-reply]")) reply.open = false;
    show(first, true);
  });
  show(first, false);
}
