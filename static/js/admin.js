// Gives names to what Django's admin leaves nameless for a screen reader: boxes that search as one types (select2), and
// the two halves of a moment. Nothing else depends on it.
const words = (element) => element?.textContent.replace(/[:\s]+$/, "").trim() ?? "";

function labelOf(field) {
  return words(field.labels?.[0] ?? document.querySelector(`label[for="${field.id}"]`));
}

function nameIn(root) {
  for (const field of root.querySelectorAll("select.admin-autocomplete")) {
    const box = field.nextElementSibling;
    const label = labelOf(field);
    if (!box || !label) continue;
    const single = box.querySelector(".select2-selection--single");
    if (single) {
      single.removeAttribute("aria-labelledby");
      single.setAttribute("aria-label", label);
      single.querySelector(".select2-selection__rendered").setAttribute("aria-label", label);
    }
    box.querySelector(".select2-selection--multiple")?.setAttribute("aria-label", label);
    box.querySelector(".select2-search__field")?.setAttribute("aria-label", label);
  }
  for (const field of root.querySelectorAll(".datetime input")) {
    const half = words({ textContent: field.previousSibling?.textContent ?? "" });
    const whole = words(field.closest("fieldset")?.querySelector("legend"));
    field.setAttribute("aria-label", `${whole} ${half}`.trim());
  }
}

addEventListener("load", () => setTimeout(() => nameIn(document)));
document.addEventListener("formset:added", (event) => setTimeout(() => nameIn(event.target)));
