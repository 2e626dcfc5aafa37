"use strict";
// Passkeys: the browser asks the device; what it answers goes with the form. Without this file the password is used.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
async function answer(kind, options) {
  options.challenge = bytes(options.challenge);
  for (const one of [...(options.excludeCredentials || []), ...(options.allowCredentials || [])]) one.id = bytes(one.id);
  if (kind === "create") options.user.id = bytes(options.user.id);
  const made = await navigator.credentials[kind]({ publicKey: options });
  const said = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[name]) said[name] = text(made.response[name]);
  }
  return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response: said });
}
if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form.passkey")) {
    form.hidden = false;
    if (!form.dataset.options) continue;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      const failed = form.querySelector("[role=alert]");
      failed.hidden = true;
      try {
        form.elements.passkey.value = await answer(form.dataset.passkey, JSON.parse(form.dataset.options));
        form.submit();
      } catch { failed.hidden = false; }
    });
  }
}
