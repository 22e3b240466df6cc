// Shows the copy buttons, which need a script to work. Without one, or without leave, the text is there to be selected.
for (const place of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(place.dataset.copy);
  const said = place.querySelector("[data-copied]");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      if (!document.execCommand("copy")) return;
    }
    said.textContent = said.dataset.copied;
  });
}
