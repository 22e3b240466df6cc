// Copies or prints the recovery codes; without a script they can be selected or written down.
const tools = document.querySelector("[data-recovery]");
if (tools) {
  tools.hidden = false;
  tools.querySelector("[data-print]").addEventListener("click", () => print());
  const copy = tools.querySelector("[data-copy]");
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    const codes = [...document.querySelectorAll(".recovery-codes li")].map((item) => item.textContent.trim());
    await navigator.clipboard.writeText(codes.join("\n"));
    copy.textContent = copy.dataset.copied;
  });
}
