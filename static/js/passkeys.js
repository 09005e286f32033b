// Passkeys: the browser asks the device, and the form carries its answer. Without this script the other ways stay.
(() => {
  "use strict";
  const { webauthnJSON } = window;
  if (!webauthnJSON || !webauthnJSON.supported()) return;

  const kept = document.getElementById("passkey-options");

  const fetched = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return answer.json();
  };

  const creation = (options, form) => {
    const alone = form.querySelector("[name=passwordless]");
    const wanted = options.publicKey.authenticatorSelection;
    wanted.residentKey = alone?.checked ? "required" : "discouraged";
    wanted.requireResidentKey = Boolean(alone?.checked);
    if (alone?.checked) wanted.userVerification = "required";
    return options;
  };

  const answerOf = async (form) => {
    const options = kept ? JSON.parse(kept.textContent) : await fetched(form.action);
    if (form.dataset.passkey === "create") return webauthnJSON.create(creation(options.creation_options, form));
    return webauthnJSON.get(options.request_options);
  };

  const say = (form, sentence) => {
    const place = form.querySelector("[data-passkey-fault]");
    if (place) place.textContent = sentence;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      say(form, "");
      try {
        form.querySelector("[name$=credential]").value = JSON.stringify(await answerOf(form));
        form.submit();
      } catch (fault) {
        say(form, fault.name === "InvalidStateError"
          ? "This device holds a passkey of this account already."
          : "No passkey was given. Try again, or take another way.");
      }
    });
  }
})();
