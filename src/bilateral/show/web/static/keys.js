// Pages work without this. It copies citations, and lets one key press a button: data-key names the key.
"use strict";

for (const group of document.querySelectorAll(".copy")) {
  group.hidden = false;
  group.addEventListener("click", async (event) => {
    const source = document.getElementById(event.target.dataset.copy);
    if (source) {
      await navigator.clipboard.writeText(source.textContent);
      event.target.textContent = "Copied";
    }
  });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key === "\"" || event.key === "\\") return;
  const target = document.querySelector(`[data-key="${event.key}"]`);
  if (target) {
    event.preventDefault();
    target.matches("button, a") ? target.click() : target.focus();
  }
});
