/* Says beside a text how many characters are left. Without this script the server tells on sending. */
for (const area of document.querySelectorAll("textarea[data-most]")) {
  const told = document.createElement("p");
  told.className = "said";
  const tell = () => {
    // As the server counts: whole characters, without space around the text.
    const left = area.dataset.most - [...area.value.trim()].length;
    told.textContent = left < 0 ? `${-left} ${area.dataset.over}` : `${left} ${area.dataset.left}`;
  };
  area.addEventListener("input", tell);
  area.after(told);
  tell();
}
