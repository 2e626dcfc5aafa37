// Compares the SHA-256 of a chosen file with the codes listed on this very page. Nothing is sent anywhere.
"use strict";
(function () {
  const checker = document.getElementById("checker");
  const answers = document.getElementById("answers");
  const drop = document.getElementById("drop");
  const words = checker.dataset;

  function listed(id) {
    const found = new Map();
    for (const entry of document.querySelectorAll("#" + id + " li")) {
      found.set(entry.querySelector(".digest").textContent.trim(), entry.querySelector("a"));
    }
    return found;
  }
  const genuine = listed("genuine");
  const former = listed("former");

  async function digest(file) {
    // crypto.subtle exists only on https and localhost; the list below serves the rest.
    if (!window.crypto || !window.crypto.subtle) return null;
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function say(box, kind, sentence, link, code) {
    box.className = "answer answer-" + kind;
    const verdict = document.createElement("strong");
    verdict.textContent = sentence;
    box.append(verdict);
    if (link) {
      const line = document.createElement("p");
      line.append(link.cloneNode(true));
      box.append(line);
    }
    if (code) {
      const line = document.createElement("p");
      line.className = "digest";
      line.textContent = code;
      box.append(line);
    }
  }

  async function check(files) {
    answers.replaceChildren();
    for (const file of files) {
      const box = document.createElement("div");
      box.className = "answer";
      const name = document.createElement("p");
      name.textContent = file.name;
      box.append(name);
      answers.append(box);
      let code = null;
      try {
        code = await digest(file);
      } catch (error) {
        code = null;
      }
      if (code === null) say(box, "unknown", words.cannot, null, null);
      else if (genuine.has(code)) say(box, "yes", words.yes, genuine.get(code), code);
      else if (former.has(code)) say(box, "former", words.former, former.get(code), code);
      else say(box, "no", words.no, null, code);
    }
  }

  document.getElementById("pick").addEventListener("change", (event) => check(event.target.files));
  for (const name of ["dragover", "dragenter"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    check(event.dataTransfer.files);
  });
  // A file dropped beside the box would otherwise replace the page.
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
  checker.hidden = false;
})();
