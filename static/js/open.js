// Opens the question that the address names, also when a link on the page leads to it.
function open() {
  const named = document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
}

addEventListener("hashchange", open);
open();
