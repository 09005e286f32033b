// Keeps what is typed: within 5 seconds it is on the server, right or wrong, for every form with a [data-autosave] in it.
// Nothing is written into the browser's storage; what is not on the server yet stands in the fields of the page alone.
// Without this script the button "Save draft" does the same.
(() => {
  "use strict";

  const IDLE = 1500; // ms without a key before it is sent
  const LONGEST = 4000; // ms after the first key that is not on the server yet
  const PATIENCE = 10000; // ms before a request counts as failed
  const LAST_WORDS = 60000; // characters that a browser still sends for a page that closes
  const WARNING = 120; // seconds before the end of the session
  const RETRIES = [2000, 4000, 8000, 15000, 30000]; // ms
  const NOT_TYPED = ["draft-base", "draft-key", "draft-object", "draft-form", "draft-page", "draft-sequence", "csrfmiddlewaretoken"];

  const clock = (date) => date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const paragraph = (...content) => element("p", {}, ...content);
  const linkElsewhere = (words, href) => element("a", { href, target: "_blank", rel: "noopener" }, words);

  const ask = (address, options) => {
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), PATIENCE);
    const headers = { Accept: "application/json" };
    return fetch(address, { credentials: "same-origin", redirect: "manual", headers, signal: stop.signal, ...options })
      .finally(() => clearTimeout(late));
  };

  const isSignedOut = (answer) => answer.type === "opaqueredirect" || answer.status === 403;

  const isSent = (control) =>
    control.name && !control.disabled && !control.closest("fieldset:disabled") &&
    !["submit", "button", "reset", "file", "fieldset", "output"].includes(control.type) &&
    (control.checked || !["checkbox", "radio"].includes(control.type));

  // What the form would post. Blank fields are left out: for a form, blank and absent are the same.
  const fieldsOf = (form) => {
    const fields = new URLSearchParams();
    for (const control of [...form.elements].filter(isSent)) {
      const chosen = control.type === "select-multiple" ? [...control.selectedOptions] : [control];
      chosen.filter((one) => one.value !== "" || control.type === "hidden")
        .forEach((one) => fields.append(control.name, one.value));
    }
    return fields;
  };

  const typedIn = (fields) => {
    const typed = new URLSearchParams(fields);
    NOT_TYPED.forEach((name) => typed.delete(name));
    return typed.toString();
  };

  const keep = (form, place) => {
    const status = form.querySelector("[data-autosave-status]");
    const notice = place.querySelector("[data-autosave-notice]");
    const hidden = (name) => form.querySelector(`input[name='${name}']`);
    let kept = typedIn(fieldsOf(form)); // what is on the server, as far as this page knows
    let keptAt = place.dataset.kept ? new Date(place.dataset.kept) : null;
    let sequence = 0;
    let first = 0; // when the first key was typed that is not on the server
    let timer = 0;
    let failures = 0;
    let tokens = 0; // fresh ones fetched since something was kept last
    let underWay = null;
    let halted = false; // nothing is sent any more until the person decides
    let signedOut = false;
    let submitting = "";
    let waiting = null; // the Save that the server has not answered yet: it goes on by itself, unless typing goes on
    let lastField = null;
    let ending = 0;

    const dirty = () => typedIn(fieldsOf(form)) !== kept;

    // ---- words --------------------------------------------------------------------------------------------

    const say = (words) => {
      if (status && status.textContent !== words) {
        status.textContent = words;
        status.toggleAttribute("data-fault", words.startsWith("Not"));
      }
    };
    const since = () => (keptAt ? `Not saved since ${clock(keptAt)}` : "Not saved yet");

    const tell = (about, kind, title, ...content) => {
      if (notice.dataset.about !== about) {
        notice.dataset.about = about;
        const words = element("p", { className: "note-title" }, title);
        notice.replaceChildren(element("div", { className: `note note-${kind}` }, words, ...content));
      }
    };
    const calm = (...abouts) => {
      if (abouts.includes(notice.dataset.about)) {
        delete notice.dataset.about;
        notice.replaceChildren();
      }
    };
    const button = (words, done) => {
      const made = element("button", { type: "button", className: "btn btn-small" }, words);
      made.addEventListener("click", () => { calm("elsewhere", "refused"); done(); });
      return made;
    };

    // ---- sending ------------------------------------------------------------------------------------------

    const later = (wait) => {
      clearTimeout(timer);
      timer = setTimeout(() => (waiting ? beforeSubmit(waiting.sender) : send()), wait);
    };

    const touched = () => {
      if (halted || submitting || signedOut || !form.isConnected) {
        return;
      }
      first = dirty() ? first || Date.now() : 0;
      if (first && !failures) {
        later(Math.max(0, Math.min(IDLE, first + LONGEST - Date.now())));
      }
    };

    const body = () => {
      const fields = fieldsOf(form);
      sequence = Math.max(Date.now(), sequence + 1);
      fields.set("draft-sequence", String(sequence));
      fields.set("csrfmiddlewaretoken", hidden("csrfmiddlewaretoken").value);
      return fields;
    };

    const send = () => {
      clearTimeout(timer);
      if (underWay) {
        return underWay;
      }
      if (halted || !form.isConnected || !dirty()) {
        return Promise.resolve();
      }
      const fields = body();
      underWay = ask(place.dataset.autosave, { method: "POST", body: fields })
        .then((answer) => answered(answer, typedIn(fields)), failed)
        .finally(() => { underWay = null; });
      return underWay;
    };

    const answered = (answer, what) => {
      if (isSignedOut(answer)) {
        return whoIsThere();
      }
      if (answer.status >= 500 || answer.status === 429) {
        return failed();
      }
      const unreadable = () => ({ says: `The server did not take this (answer ${answer.status}).` });
      return answer.json().catch(unreadable).then((said) => (answer.ok ? taken(said, what) : refused(answer.status, said)));
    };

    const taken = (said, what) => {
      failures = tokens = first = 0;
      kept = what;
      keptAt = new Date(said.at);
      hidden("draft-base").value = said.revision;
      calm("failed", "signed out");
      say(`Saved ${clock(keptAt)}`);
      document.body.dispatchEvent(new CustomEvent("case-changed")); // what follows from the case is asked for anew
      if (said.others.length) {
        tell(`others ${said.others.join()}`, "info", `${said.others.join(" and ")} typed into this form too and has not saved it`,
          paragraph("Both are kept apart. Whoever saves second sees both and chooses."));
      }
      touched();
    };

    const failed = () => {
      say(since());
      tell("failed", "warning", "The server cannot be reached",
        paragraph("What you type stays on this page and is sent as soon as the server answers again, and a Save goes on then. Leave the page open."));
      later(RETRIES[Math.min(failures, RETRIES.length - 1)]);
      failures += 1;
    };

    const refused = (code, said) => {
      halted = true;
      if (code === 409 && said.revision === null) {
        say("Saved as a record");
        return;
      }
      say(since());
      if (code === 409) {
        const insist = () => { hidden("draft-base").value = said.revision; halted = false; kept = ""; send(); };
        tell("elsewhere", "warning", said.says,
          paragraph("What you type here is not kept for now, so that nothing older takes the place of something newer."),
          paragraph(button("Show what is kept", () => location.reload()), " ", button("Keep what stands on this page", insist)));
        return;
      }
      const why = code === 404 ? "This case was discarded, or it is no longer yours to change." : said.says;
      tell("refused", "error", "What you type is not kept", paragraph(why),
        paragraph(button("Try again", () => { halted = false; send(); })));
    };

    // ---- the session --------------------------------------------------------------------------------------

    // Who is signed in now: with a fresh token for the forms of this page, or with a way to sign in.
    const whoIsThere = () => ask(place.dataset.session, {}).then((answer) => {
      if (isSignedOut(answer)) {
        signedOut = true;
        say(since());
        tell("signed out", "warning", "You were signed out",
          paragraph("What you typed is kept. To go on: ", linkElsewhere("sign in, in another tab", signInAddress())));
        clearTimeout(timer);
        timer = setTimeout(whoIsThere, RETRIES[2]);
        return null;
      }
      return answer.ok ? answer.json().then(signedIn) : failed();
    }, failed);

    const signedIn = (said) => {
      if (said.who !== place.dataset.who) {
        halted = true;
        tell("somebody", "error", "Somebody else is signed in now",
          paragraph("What is typed on this page belongs to the account that opened it, and is kept under no other."));
        return;
      }
      document.querySelectorAll("input[name='csrfmiddlewaretoken']").forEach((one) => { one.value = said.token; });
      document.body.setAttribute("hx-headers", JSON.stringify({ "x-csrftoken": said.token }));
      if (signedOut) {
        signedOut = false;
        calm("signed out");
        say(keptAt ? `Saved ${clock(keptAt)}` : "");
      }
      endsIn(said.seconds);
      if (dirty() && !halted) {
        later(tokens ? RETRIES[Math.min(tokens, RETRIES.length - 1)] : 50);
        tokens += 1;
      }
    };

    const hereAgain = () => {
      const id = lastField && lastField.id ? `#${lastField.id}` : "";
      return encodeURIComponent(`${location.pathname}${location.search}${id}`);
    };
    const signInAddress = () => `${place.dataset.signIn}?next=${hereAgain()}`;

    const endsIn = (seconds) => {
      clearTimeout(ending);
      if (seconds > WARNING) {
        calm("ending");
      }
      ending = seconds > 0 ? setTimeout(aboutToEnd, Math.max(0, seconds - WARNING) * 1000) : 0;
    };

    const aboutToEnd = () => ask(place.dataset.session, {})
      .then((answer) => (answer.ok ? answer.json() : { seconds: 0 }))
      .then((said) => {
        if (said.seconds > WARNING + 5) {
          endsIn(said.seconds);
          return;
        }
        const again = linkElsewhere("confirm that it is you, in another tab", `${place.dataset.confirm}?next=${hereAgain()}`);
        tell("ending", "warning", "You will be signed out in two minutes",
          paragraph("What you type is kept, and you can sign in again and go on. To stay signed in: ", again));
        ending = setTimeout(whoIsThere, (said.seconds + 1) * 1000);
      }, () => {});

    // ---- leaving ------------------------------------------------------------------------------------------

    const lastWords = () => {
      if (halted || submitting || !form.isConnected || !dirty()) {
        return;
      }
      const fields = body();
      ask(place.dataset.autosave, { method: "POST", body: fields, keepalive: fields.toString().length < LAST_WORDS })
        .then((answer) => answered(answer, typedIn(fields)), () => {});
    };

    // Sent only when what stands in it is kept and somebody is signed in: a cut network loses nothing.
    const beforeSubmit = (sender) => {
      submitting = "asked";
      waiting = null;
      failures = 0;
      clearTimeout(timer);
      Promise.resolve(underWay)
        .then(() => (dirty() && !halted ? send() : whoIsThere()))
        .then(() => {
          waiting = failures ? { sender } : null;
          submitting = signedOut || failures ? "" : "going";
          if (submitting) {
            clearTimeout(timer);
            form.requestSubmit(sender);
            setTimeout(() => { submitting = ""; }, PATIENCE);
          }
        });
    };

    form.addEventListener("submit", (event) => {
      if (form.hasAttribute("hx-post")) {
        return; // sent by htmx: the page stays where it is, whatever the answer
      }
      if (submitting === "going" || (event.submitter && event.submitter.hasAttribute("data-discards"))) {
        submitting = "going";
        return;
      }
      event.preventDefault();
      if (!submitting) {
        beforeSubmit(event.submitter);
      }
    });

    form.addEventListener("focusin", (event) => { lastField = event.target; });
    form.addEventListener("input", () => { waiting = null; touched(); });
    form.addEventListener("change", touched);
    form.addEventListener("htmx:afterSettle", () => setTimeout(touched));
    window.addEventListener("online", () => {
      if (failures) {
        failures = 0;
        later(0);
      }
    });
    window.addEventListener("pagehide", lastWords);
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) {
        location.reload();
      }
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") {
        lastWords();
      } else if (signedOut) {
        whoIsThere();
      }
    });
    window.addEventListener("focus", () => {
      if (signedOut) {
        whoIsThere();
      }
    });

    form.querySelectorAll("[data-save-draft]").forEach((one) => { one.hidden = true; });
    say(keptAt ? `Saved ${clock(keptAt)}` : "");
    endsIn(Number(place.dataset.seconds));
  };

  const started = new WeakSet();
  const start = () => document.querySelectorAll("form [data-autosave]").forEach((place) => {
    if (!started.has(place)) {
      started.add(place);
      keep(place.closest("form"), place);
    }
  });
  start();
  document.addEventListener("htmx:afterSettle", start); // forms that htmx brings

  // To the field at which a session ended, or whose missing value a link named.
  const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const controls = "form :is(input, select, textarea):not([type='hidden'])";
  const inside = place && place.id.startsWith("div_id_") ? [...place.querySelectorAll(controls)] : [];
  const field = place && place.matches(controls) ? place : inside.find((one) => !one.hidden && one.tabIndex >= 0);
  if (field) {
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    field.focus();
    // The browser, once it has scrolled to a place that takes no focus, takes the focus away.
    window.addEventListener("load", () => setTimeout(() => field.focus()));
  }
})();
