// What all panels share: state down, deeds up, and the controls that `look` asks for.
import { html, inVoila, learn, render, t, tn, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./base.js";
import { keepFocus } from "./focus.js";
import { Icon } from "./icon.js";
import { Line, saveFile } from "./line.js";

export { Fragment, html, inVoila, t, tn, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./base.js";
export { Cell, Field } from "./fields.js";
export { Icon } from "./icon.js";

const SLOW = 4000;
const BEAT = 4000;

// Whether the panel can be seen: another step, a hidden tab or a place far down can't.
function whenSeen(el, seen) {
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) seen();
  }, { rootMargin: "400px" });
  observer.observe(el);
  return () => observer.disconnect();
}

// The anywidget of a panel: `View` is drawn with { state, deed, ask } whenever the state changes.
export function panel(View, { always = false } = {}) {
  return {
    render({ model, el }) {
      const line = new Line(model);
      el.classList.add("samverk", "samverk-panel");
      // JupyterLab looks at what has focus before it looks at what is around it.
      el.addEventListener("focusin", (event) => { event.target.dataset.lmSuppressShortcuts = "true"; });
      let opened = false;
      const open = () => {
        if (opened) return;
        opened = true;
        line.send("open");
      };
      const draw = () => {
        const state = model.get("state");
        if (!state?.step) return;
        el.lang = state.language ?? "nb";
        el.classList.add(`step-${state.step}`);
        learn(el.lang, model.get("words"));
        render(html`<${Frame} View=${View} state=${state} line=${line} />`, el);
      };
      const changed = () => {
        line.alive();
        draw();
      };
      model.on("change:state", changed);
      const loose = keepFocus(el);
      const blind = always ? (open(), () => {}) : whenSeen(el, open);
      const beat = setInterval(() => {
        if (opened && el.offsetParent !== null && line.waiting.size === 0) line.send("ping");
      }, BEAT);
      draw();
      return () => {
        clearInterval(beat);
        blind();
        loose();
        line.close();
        model.off("change:state", changed);
        render(null, el);
      };
    },
  };
}

function Frame({ View, state, line }) {
  const [said, say] = useState(null);
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = (message) => (message?.sorry ? say({ text: message.sorry, wrong: true }) : redraw((n) => n + 1));
    line.listeners.add(listener);
    const slow = setInterval(() => line.pending().length && listener(), 1000);
    return () => {
      clearInterval(slow);
      line.listeners.delete(listener);
    };
  }, [line]);
  const ask = async (name, args, buffers) => {
    const answer = await line.send(name, args, buffers);
    if (answer.file) saveFile(answer.file, answer.buffers[0]);
    // A field that shows what is wrong itself sets `placed` before this is said.
    setTimeout(() => {
      if (answer.sorry && !answer.placed) say({ text: answer.sorry, wrong: true, again: answer.again });
      else if (answer.said) say({ text: answer.said });
      else if (name !== "open") say(null);
    });
    return answer;
  };
  const deed = (name, args = {}, buffers = []) => ask(name, args, buffers);
  const waits = line.pending().reduce((most, asked) => Math.max(most, Date.now() - asked.since), 0);
  return html`<${View} state=${state} deed=${deed} ask=${ask} />
    <div class="said" role="status">
      ${waits > SLOW && !state.busy && html`<p class="late">${t("Notatboka har ikke svart på {n} s. Det siste er ikke lagret ennå.", { n: Math.round(waits / 1000) })}</p>`}
      ${said && html`<p class=${said.wrong ? "wrong" : "told"}>${said.text}
        ${said.again && html` <${Button} quiet onClick=${() => deed(said.again)}>${t("Angre likevel")}<//>`}
      </p>`}
    </div>`;
}

// The heading line: the name of the step, and its deeds from quiet to main.
export function Head({ state, children, count }) {
  const level = inVoila() ? "h1" : "h2";
  return html`<div class="head">
    <div><${level} tabindex="-1" id=${`tittel-${state.step}`} data-heading>${state.title}<//>${count && html`<p class="count">${count}</p>`}</div>
    <div class="deeds">${children}</div>
  </div>`;
}

// What holds, and what is missing, as links that move focus to the place.
export function Summary({ state, go = focusOn }) {
  const [all, showAll] = useState(false);
  const problems = state.problems ?? [];
  const shown = all || problems.length <= 3 ? problems : [];
  return html`<div class="summary">
    ${state.summary && html`<p>${state.summary}</p>`}
    ${!shown.length && problems.length > 0 && html`<p><button type="button" class="link" onClick=${() => showAll(true)}>${tn("{n} ting mangler", "{n} ting mangler", problems.length)}</button></p>`}
    ${shown.length > 0 && html`<ul class="problems">${shown.map((problem) => html`<li>${problem.target
      ? html`<button type="button" class="link" onClick=${() => go(problem.target)}>${problem.text}</button>`
      : problem.text}</li>`)}</ul>`}
  </div>`;
}

export function focusOn(target) {
  const place = document.querySelector(`[data-target="${CSS.escape(target)}"]`);
  if (!place) return;
  const control = place.matches("input,select,textarea,button,a,[tabindex]") ? place : place.querySelector("input:not([hidden]),select,textarea,button,a,[tabindex]");
  (control ?? place).focus();
  place.scrollIntoView({ block: "center" });
}

// To another step, and to a place in it, which is drawn when it is first seen.
export function toStep(step, target, tries = 60) {
  if (tries === 60 && inVoila()) location.hash = step;
  else if (tries === 60) document.getElementById(`tittel-${step}`)?.focus();
  if (!target) return;
  // The page gives focus to the heading first.
  const arrived = document.activeElement?.id === `tittel-${step}` || tries < 20;
  if (arrived && document.querySelector(`[data-target="${CSS.escape(target)}"]`)?.offsetParent) focusOn(target);
  else if (tries) setTimeout(() => toStep(step, target, tries - 1), 50);
}

export function Button({ main, quiet, danger, small, busy, children, ...rest }) {
  const kind = [main && "main", quiet && "quiet", danger && "danger", small && "small"].filter(Boolean).join(" ");
  return html`<button type="button" class=${`button ${kind}`} aria-busy=${busy ? "true" : undefined} ...${rest}>${children}</button>`;
}

export function Undo({ state, deed }) {
  return state.undo ? html`<${Button} quiet onClick=${() => deed("undo")}><${Icon} name="undo" />${t("Angre")}<//>` : null;
}

// A menu of deeds. `items`: { label, onClick, danger } or null.
export function Menu({ label, name, icon, small, quiet, items, target }) {
  const [open, setOpen] = useState(false);
  const root = useRef();
  const list = useRef();
  const deeds = items.filter(Boolean);
  const move = (step) => {
    const entries = [...list.current.querySelectorAll("button")];
    const at = entries.indexOf(document.activeElement);
    entries[(at + step + entries.length) % entries.length]?.focus();
  };
  const close = (refocus) => {
    setOpen(false);
    if (refocus) root.current.querySelector("button").focus();
  };
  useLayoutEffect(() => {
    if (!open) return undefined;
    list.current.querySelector("button")?.focus();
    const outside = (event) => root.current?.contains(event.target) || setOpen(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);
  const keys = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) move(step);
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") return setOpen(false);
    else return undefined;
    event.preventDefault();
    return event.stopPropagation();
  };
  return html`<span class="menu" ref=${root}>
    <button type="button" class=${icon ? "icon" : `button ${small ? "small" : ""} ${quiet ? "quiet" : ""}`} data-target=${target} aria-haspopup="menu" aria-expanded=${open} aria-label=${name}
      onClick=${() => setOpen(!open)} onKeyDown=${(event) => { if (event.key === "ArrowDown" && !open) { setOpen(true); event.preventDefault(); } }}>
      ${icon ? html`<${Icon} name=${icon} />` : html`${label}<${Icon} name="down" />`}
    </button>
    ${open && html`<ul role="menu" ref=${list} onKeyDown=${keys}>${deeds.map((item) => html`<li role="none">
      <button type="button" role="menuitem" class=${item.danger ? "danger" : ""} onClick=${() => { close(true); item.onClick(); }}>${item.label}</button></li>`)}</ul>`}
  </span>`;
}

// A step that names what disappears, before it does.
export function Confirm({ text, yes, onYes, onNo }) {
  const place = useRef();
  const opener = useMemo(() => document.activeElement, []);
  useLayoutEffect(() => {
    place.current.querySelector("button").focus();
    return () => place.current?.contains(document.activeElement) && opener.focus();
  }, []);
  return html`<div class="confirm" ref=${place} role="group" aria-label=${text} onKeyDown=${(event) => event.key === "Escape" && onNo()}>
    <p>${text}</p>
    <div class="deeds"><${Button} onClick=${onNo}>${t("Avbryt")}<//><${Button} danger main onClick=${onYes}>${yes}<//></div>
  </div>`;
}

// A bar with figures and a stop, for what takes more than a second.
export function Busy({ state, deed, stop }) {
  const busy = state.busy;
  const [shown, show] = useState(false);
  useEffect(() => {
    if (!busy) return show(false);
    const timer = setTimeout(() => show(true), 1000);
    return () => clearTimeout(timer);
  }, [!!busy]);
  if (!busy || !shown) return null;
  return html`<div class="busy"><div class="bar"><span style=${`width:${Math.round((busy.done ?? 0) * 100)}%`}></span></div>
    <p role="status">${busy.text}</p>${busy.stop && html`<${Button} small onClick=${() => deed("stop")}>${stop ?? t("Stopp")}<//>`}</div>`;
}

// The one hint line of keys: [["Enter", "endrer"], [["Alt", "↑"], "flytter raden"]].
export function Keys({ keys }) {
  return html`<p class="keys">${keys.map(([names, does]) => html`<span>${[names].flat().map((name) => html`<kbd>${name}</kbd>`)} ${does}</span> `)}</p>`;
}

// A few views of one thing, one at a time. `tabs`: [key, name].
export function Tabs({ label, tabs, value, onChange }) {
  const list = useRef();
  const keys = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = (tabs.findIndex(([key]) => key === value) + step + tabs.length) % tabs.length;
    onChange(tabs[at][0]);
    list.current.querySelectorAll("button")[at].focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} ref=${list} onKeyDown=${keys}>${tabs.map(([key, name]) => html`<button type="button" role="tab" key=${key} aria-selected=${key === value} tabindex=${key === value ? 0 : -1} onClick=${() => onChange(key)}>${name}</button>`)}</div>`;
}

// A file that the user chooses, sent as it is.
export function File({ label, main, accept, onFile }) {
  const input = useRef();
  const chosen = async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) onFile(file.name, new DataView(await file.arrayBuffer()));
  };
  return html`<span class="file"><input type="file" ref=${input} accept=${accept} hidden onChange=${chosen} aria-label=${label} />
    <${Button} main=${main} onClick=${() => input.current.click()}>${label}<//></span>`;
}

// The moment now by the kernel's clock, ticking.
export function useNow(kernelNow, every = 1000) {
  const offset = useMemo(() => (kernelNow ? kernelNow * 1000 - Date.now() : 0), [kernelNow]);
  const [now, setNow] = useState(Date.now() + offset);
  useEffect(() => {
    setNow(Date.now() + offset);
    const timer = setInterval(() => setNow(Date.now() + offset), every);
    return () => clearInterval(timer);
  }, [offset, every]);
  return now / 1000;
}

export const clock = (minutes) => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}.${String(minutes % 60).padStart(2, "0")}`;
