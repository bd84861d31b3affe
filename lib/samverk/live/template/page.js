(() => {
  const config = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  let words = { ...config.samverk.texts };
  const byId = (id) => document.getElementById(id);
  const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  window.voila_heartbeat = () => {};

  /* ---- Steps: the first panel tells which there are, the address tells which is shown ---- */

  let frame = null;
  let shown = null;

  const allSteps = () => {
    if (frame) {
      return [...frame.groups.flatMap((group) => group.steps), ...(frame.foot ?? [])];
    }
    return [];
  };

  const wanted = () => {
    const steps = allSteps().map((each) => each.step);
    const asked = decodeURIComponent(location.hash.slice(1));
    return steps.includes(asked) ? asked : steps[0];
  };

  function show(step, { focus = false } = {}) {
    if (!step) return;
    const changed = step !== shown;
    shown = step;
    for (const section of document.querySelectorAll("main > section[data-step]")) {
      const name = section.dataset.step;
      section.hidden = name !== step && name !== "start";
    }
    for (const link of document.querySelectorAll("#steps a")) {
      if (link.dataset.step === step) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    byId("choose").value = step;
    const title = allSteps().find((each) => each.step === step)?.title;
    document.title = [title, frame?.theme, words.product].filter(Boolean).join(" – ");
    if (!changed) return;
    window.samverkStep = step;
    window.dispatchEvent(new CustomEvent("samverk:step", { detail: { step } }));
    if (focus) {
      window.scrollTo(0, 0);
      focusHeading(step);
    }
  }

  function focusHeading(step, tries = 40) {
    if (shown !== step) return;
    const section = byId(`steg-${step}`);
    const heading = section?.querySelector("h1, h2, [role=heading]");
    if (heading) {
      if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    } else if (tries > 0) {
      setTimeout(() => focusHeading(step, tries - 1), 50);
    }
  }

  function link({ step, title, missing, missing_text }) {
    const here = made("a", { href: `#${step}` }, made("span", { textContent: title }));
    here.dataset.step = step;
    if (missing) {
      here.append(" ", made("span", { className: "missing", textContent: missing_text }));
    }
    return made("li", {}, here);
  }

  function choice({ step, title, missing, missing_text }) {
    const text = missing ? `${title} (${missing_text})` : title;
    return made("option", { value: step, textContent: text });
  }

  function drawFrame(detail) {
    frame = detail;
    window.samverkFrame = detail;
    words = { ...words, ...(detail.texts ?? {}), ...(detail.age ?? {}) };
    document.documentElement.lang = detail.language ?? document.documentElement.lang;
    const focused = document.activeElement?.closest?.("#steps a")?.dataset.step;

    byId("groups").replaceChildren(
      ...detail.groups.map((group, index) => {
        const id = `group-${index}`;
        const list = made("ul", {}, ...group.steps.map(link));
        list.setAttribute("aria-labelledby", id);
        return made("div", {}, made("p", { id, className: "group", textContent: group.title }), list);
      }),
    );
    byId("foot").replaceChildren(made("ul", {}, ...(detail.foot ?? []).map(link)));
    const select = byId("choose");
    select.replaceChildren(
      ...detail.groups.map((group) => {
        const set = made("optgroup", { label: group.title });
        set.append(...group.steps.map(choice));
        return set;
      }),
      ...(detail.foot ?? []).map(choice),
    );
    select.hidden = !allSteps().length;
    byId("theme").textContent = detail.theme ?? "";
    byId("place").textContent = detail.place_and_date ?? "";
    byId("opening")?.remove();
    show(shown && allSteps().some((each) => each.step === shown) ? shown : wanted());
    if (focused) document.querySelector(`#steps a[data-step="${CSS.escape(focused)}"]`)?.focus();
    alive();
  }

  /* ---- Age: how long since anything was heard, told by the page itself ---- */

  let heard = null;
  let wasStale = false;

  function alive() {
    heard = performance.now();
    tick();
  }

  function tick() {
    if (heard === null || !byId("age")) return;
    const seconds = Math.floor((performance.now() - heard) / 1000);
    const age =
      seconds < 120
        ? words.seconds.replace("{n}", seconds)
        : words.minutes.replace("{n}", Math.floor(seconds / 60));
    const state = seconds < 5 ? "fresh" : seconds < 30 ? "ago" : "stale";
    const text = words[state].replace("{age}", age);
    const line = byId("age");
    line.hidden = false;
    line.dataset.state = state;
    if (byId("age-words").textContent !== text) byId("age-words").textContent = text;
    byId("reload").hidden = state !== "stale";
    if (state === "stale" && !wasStale) byId("said").textContent = `${text} ${words.reload}`;
    if (state === "fresh" && wasStale) byId("said").textContent = text;
    wasStale = state === "stale";
  }

  /* ---- A panel that the widget manager could not show: fetched anew once, then said ---- */

  const LOST = "Error displaying widget";
  const AGAIN = "samverk-again";

  function lost(node) {
    const last = Number(sessionStorage.getItem(AGAIN) ?? 0);
    const writing = document.activeElement?.matches("input, textarea, select");
    if (Date.now() - last > 60000 && !writing) {
      sessionStorage.setItem(AGAIN, String(Date.now()));
      location.reload();
      return;
    }
    const reload = made("button", { type: "button", className: "button", textContent: words.reload });
    reload.addEventListener("click", () => location.reload());
    node.replaceChildren(made("p", { className: "wrong", textContent: words.broken }), reload);
  }

  const watchWidgets = () =>
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (target.classList?.contains("jupyter-widgets") && target.textContent.startsWith(LOST)) lost(target);
      }
    }).observe(byId("innhold"), { childList: true, subtree: true, attributeFilter: ["class"] });

  /* ---- The page's life ---- */

  window.addEventListener("samverk:frame", (event) => drawFrame(event.detail));
  window.addEventListener("samverk:alive", alive);
  window.addEventListener("hashchange", () => show(wanted(), { focus: true }));
  setInterval(tick, 1000);

  // A download fires beforeunload too, and Voilà would let go of the kernel: pagehide means it.
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), true);
  window.addEventListener("pagehide", () => {
    navigator.sendBeacon(`/samverk/avslutt/${config.kernelId}`);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  document.addEventListener("DOMContentLoaded", () => {
    byId("reload").addEventListener("click", () => location.reload());
    document.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault();
      byId("innhold").focus();
    });
    byId("choose").addEventListener("change", (event) => {
      location.hash = event.target.value;
    });
    byId("steps").addEventListener("click", (event) => {
      const here = event.target.closest("a[data-step]");
      if (here?.dataset.step === shown) focusHeading(shown);
    });
    watchWidgets();
    const start = document.querySelector("section[data-step=start]");
    if (start) {
      const asks = () => {
        if (start.textContent.trim()) byId("opening")?.remove();
      };
      new MutationObserver(asks).observe(start, { childList: true, subtree: true });
    }
    setTimeout(() => {
      const opening = byId("opening");
      if (opening) opening.textContent = words.slow;
    }, 20000);
    if (window.samverkFrame) drawFrame(window.samverkFrame);
  });
})();
