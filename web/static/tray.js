"use strict";
// Everything works without this file; with it a second tap is not sent, files can be dropped, and news is told.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-disabled", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
  }
});
for (const place of document.querySelectorAll(".drop")) {
  const input = place.querySelector("input[type=file]");
  place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("over");
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}
const known = document.body.dataset.news;
if (known) {
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/news", { headers: { accept: "application/json" } });
      if (!answer.ok || answer.redirected) return;
      const found = await answer.json();
      if (found.count > Number(known)) document.getElementById("news").hidden = false;
    } catch { /* the network is away: the next time */ }
  }, 60000);
}
