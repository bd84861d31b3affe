// What all panels share: state down, deeds up, and the controls that `look` asks for.
import { h, render, Fragment } from "./vendor/preact.js";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "./vendor/hooks.js";
import htm from "./vendor/htm.js";
import { keepFocus } from "./focus.js";

export { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState };
export const html = htm.bind(h);

let words = {};
let spoken = "nb";
// All panels share the words of the language; each brings its own.
const learn = (language, more) => {
  if (language !== spoken) [spoken, words] = [language, {}];
  Object.assign(words, more);
};
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
export const t = (text, values = {}) => filled(words[text] ?? text, values);
export const tn = (one, many, n, values = {}) =>
  filled(n === 1 ? (words[`1 ${one}`] ?? one) : (words[many] ?? many), { n, ...values });

export const inVoila = () => document.body.hasAttribute("data-voila");
const SLOW = 4000;
const BEAT = 4000;

// The comm of one panel: numbered deeds out, answers and states in.
class Line {
  constructor(model) {
    this.model = model;
    this.waiting = new Map();
    this.number = 0;
    this.listeners = new Set();
    this.receive = (message, buffers) => {
      if (message.re === undefined) return;
      if (message.re === "background") this.listeners.forEach((listener) => listener(message));
      if (message.re === "background" && message.file) saveFile(message.file, buffers[0]);
      const asked = this.waiting.get(message.re);
      this.waiting.delete(message.re);
      this.alive();
      asked?.done({ ...message, buffers });
      this.tell();
    };
    model.on("msg:custom", this.receive);
  }
  send(deed, args = {}, buffers = []) {
    const re = `${Date.now()}-${this.number++}`;
    return new Promise((done) => {
      this.waiting.set(re, { done, since: Date.now(), quiet: deed === "ping" });
      this.model.send({ re, deed, args }, undefined, buffers);
      this.tell();
    });
  }
  pending() {
    return [...this.waiting.values()].filter((asked) => !asked.quiet);
  }
  tell() {
    const pending = this.pending().length;
    window.dispatchEvent(new CustomEvent("samverk:pending", { detail: { panel: this.model, pending } }));
    this.listeners.forEach((listener) => listener());
  }
  alive() {
    window.dispatchEvent(new CustomEvent("samverk:alive"));
  }
  close() {
    this.model.off("msg:custom", this.receive);
  }
}

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

function saveFile({ name, type }, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

// The heading line: the name of the step, and its deeds from quiet to main.
export function Head({ state, children, count }) {
  const level = inVoila() ? "h1" : "h2";
  return html`<header class="head">
    <div><${level} tabindex="-1" id=${`tittel-${state.step}`} data-heading>${state.title}<//>${count && html`<p class="count">${count}</p>`}</div>
    <div class="deeds">${children}</div>
  </header>`;
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

// A labelled field that saves by itself: when typing rests, on Enter, and when it is left.
// What is refused stays in the field with the sentence that says why.
// `kind`: text, textarea, number, date, clock, select (with `options`: [value, label]), check.
let fields = 0;
export function Field({ label, hint, wrong: given, kind = "text", value, options, save, rest = 800, target, wide, hideLabel, ...others }) {
  const id = useMemo(() => `felt-${++fields}`, []);
  const [text, setText] = useState(null);
  const [refused, refuse] = useState("");
  const timer = useRef();
  const latest = useRef();
  const sent = useRef(null);
  const there = useRef(true);
  latest.current = { text, value, save };
  const shown = text ?? value ?? "";
  const answered = (answer, typed) => Promise.resolve(answer).then((reply) => {
    if (!there.current) return;
    if (reply?.sorry) {
      reply.placed = true;
      if (typed !== undefined && latest.current.text === null) setText(typed);
    }
    refuse(reply?.sorry ?? "");
  });
  const flush = () => {
    clearTimeout(timer.current);
    const now = latest.current;
    if (now.text === null || now.text === sent.current || now.text === String(now.value ?? "")) return;
    sent.current = now.text;
    answered(now.save(kind === "number" ? (now.text === "" ? null : Number(now.text)) : now.text), now.text);
  };
  useEffect(() => {
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      there.current = false;
      flush();
    };
  }, []);
  const typed = (event) => {
    setText(event.target.value);
    refuse("");
    sent.current = null;
    clearTimeout(timer.current);
    // A date is whole when its year is: 0202 is on the way to 2027.
    if (rest && event.target.validity.valid) timer.current = setTimeout(flush, rest);
  };
  const left = (event) => {
    if (!event.target.validity.valid && kind === "date") return refuse(t("Skriv dag, måned og år med fire sifre."));
    flush();
    if (!refused) setText(null);
  };
  // What was chosen stands at once, and gives way to the state when the answer has come.
  const [picked, pick] = useState(null);
  const choose = (chosen) => {
    pick(chosen);
    answered(save(chosen)).finally(() => pick(null));
  };
  const set = picked ?? value ?? "";
  const wrong = refused || given;
  const common = {
    id, "data-target": target, "aria-describedby": hint || wrong ? `${id}-om` : undefined,
    "aria-invalid": wrong ? "true" : undefined, ...others,
  };
  const control = {
    textarea: () => html`<textarea rows="3" ...${common} value=${shown} onInput=${typed} onBlur=${left}></textarea>`,
    select: () => html`<select ...${common} value=${set} onChange=${(event) => choose(event.target.value)}>${options.map(([key, name]) => html`<option value=${key} selected=${key === set}>${name}</option>`)}</select>`,
    check: () => html`<input type="checkbox" ...${common} checked=${!!set} onChange=${(event) => choose(event.target.checked)} />`,
    date: () => html`<input type="date" min="2000-01-01" max="2199-12-31" ...${common} value=${shown} onInput=${typed} onBlur=${left} />`,
  }[kind] ?? (() => html`<input type=${kind === "number" ? "number" : kind === "email" ? "email" : kind === "url" ? "url" : "text"} autocomplete="off" ...${common} value=${shown} onInput=${typed} onBlur=${left} onKeyDown=${(event) => event.key === "Enter" && flush()} />`);
  return html`<div class=${`field ${kind} ${wide ? "wide" : ""}`}>
    <label for=${id} class=${hideLabel ? "hidden" : ""}>${label}</label>
    ${control()}
    ${(hint || wrong) && html`<p key=${refused ? "refused" : "said"} id=${`${id}-om`} role=${refused ? "alert" : undefined} class=${wrong ? "wrong" : "hint"}>${wrong || hint}</p>`}
  </div>`;
}

// What is wrong with a cell, below it and over what stands there.
function Refused({ id, text }) {
  const place = useRef();
  useLayoutEffect(() => {
    const { right } = place.current.getBoundingClientRect();
    if (right > document.documentElement.clientWidth) place.current.style.cssText = "left:auto;right:0";
  }, [text]);
  return html`<p id=${id} ref=${place} role="alert" class="wrong refused">${text}</p>`;
}

// A cell that looks like text; Enter or a click opens it, Enter saves, Escape restores.
// What is refused stands below it, and again in the field when it is opened.
// `kind` as in Field (text, textarea, number, clock, date, select). `empty` is shown when there is nothing.
export function Cell({ label, kind = "text", value, shown, empty, missing, options, list, save, target, strong }) {
  const [text, setText] = useState(null);
  const [refused, refuse] = useState(null);
  const id = useMemo(() => `felt-${++fields}`, []);
  const field = useRef();
  const closed = useRef();
  const back = useRef(false);
  const ended = useRef(false);
  useLayoutEffect(() => {
    if (text !== null && document.activeElement !== field.current) {
      field.current.focus();
      field.current.select?.();
    }
    if (text === null && back.current) {
      back.current = false;
      closed.current?.focus();
    }
  }, [text !== null]);
  // The sentence lies over other rows: it goes when somebody turns to something else.
  useEffect(() => {
    if (!refused) return undefined;
    const turned = ({ target }) => target !== closed.current && target !== field.current && refuse(null);
    const events = ["focusin", "pointerdown"];
    events.forEach((name) => document.addEventListener(name, turned));
    return () => events.forEach((name) => document.removeEventListener(name, turned));
  }, [refused]);
  const open = () => {
    ended.current = false;
    setText(refused?.text ?? String(value ?? ""));
  };
  // Chrome blurs a field that is taken away: by then it has ended.
  const end = (keep, refocus) => {
    if (text === null || ended.current) return;
    ended.current = true;
    back.current = refocus;
    setText(null);
    refuse(null);
    if (!keep || text === String(value ?? "")) return;
    Promise.resolve(save(kind === "number" ? Number(text || 0) : text)).then((reply) => {
      if (!reply?.sorry || !closed.current) return;
      reply.placed = true;
      refuse({ text, sorry: reply.sorry });
    });
  };
  const keys = (event) => {
    event.stopPropagation();
    if (event.key === "Escape") end(false, true);
    else if (event.key === "Enter" && !(kind === "textarea" && event.shiftKey)) {
      event.preventDefault();
      end(true, true);
    }
  };
  const why = refused && html`<${Refused} id=${id} text=${refused.sorry} />`;
  const told = { "aria-describedby": refused ? id : undefined, "aria-invalid": refused ? "true" : undefined };
  if (text === null) {
    const words = shown ?? (kind === "select" ? options.find(([key]) => key === value)?.[1] : value);
    const nothing = words === undefined || words === null || words === "";
    return html`<button type="button" ref=${closed} data-target=${target} class=${`cell ${kind} ${strong ? "strong" : ""} ${nothing ? (missing ? "missing" : "none") : ""}`} aria-describedby=${told["aria-describedby"]} aria-label=${`${label}: ${nothing ? empty ?? t("tomt") : words}`} onClick=${open}>${nothing ? empty ?? "–" : words}</button>${why}`;
  }
  const common = { ref: field, "aria-label": label, ...told, onKeyDown: keys, onBlur: () => end(true, false), onInput: (event) => setText(event.target.value) };
  if (kind === "select") {
    return html`<select class="cell open" ...${common} value=${text}>${options.map(([key, name]) => html`<option value=${key} selected=${key === text}>${name}</option>`)}</select>`;
  }
  if (kind === "textarea") return html`<textarea class="cell open" rows="3" ...${common} value=${text}></textarea>${why}`;
  return html`<input class=${`cell open ${kind}`} type=${kind === "number" ? "number" : kind === "date" ? "date" : "text"} list=${list} ...${common} value=${text} />${why}`;
}

// A bar with figures and a stop, for what takes more than a second.
export function Busy({ state, deed }) {
  const busy = state.busy;
  const [shown, show] = useState(false);
  useEffect(() => {
    if (!busy) return show(false);
    const timer = setTimeout(() => show(true), 1000);
    return () => clearTimeout(timer);
  }, [!!busy]);
  if (!busy || !shown) return null;
  return html`<div class="busy"><div class="bar"><span style=${`width:${Math.round((busy.done ?? 0) * 100)}%`}></span></div>
    <p role="status">${busy.text}</p>${busy.stop && html`<${Button} small onClick=${() => deed("stop")}>${t("Stopp")}<//>`}</div>`;
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

const PATHS = {
  down: "M5 7.5l5 5 5-5",
  undo: "M7 5L3.5 8.5 7 12M4 8.5h7.5a4.5 4.5 0 0 1 0 9H9",
  plus: "M10 4v12M4 10h12",
  more: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  grip: "M8 5v.01M12 5v.01M8 10v.01M12 10v.01M8 15v.01M12 15v.01",
  lock: "M5.5 9.5h9v7h-9zM7.5 9.5V7a2.5 2.5 0 0 1 5 0v2.5",
  unlock: "M5.5 9.5h9v7h-9zM7.5 9.5V7a2.5 2.5 0 0 1 4.7-1.2",
  check: "M4 10.5l4 4 8-9",
  offline: "M3 3l14 14M4 9.5a9 9 0 0 1 3-2M16 9.5a9 9 0 0 0-5-2.4M6.8 12.5a5 5 0 0 1 2-1M10 16v.01",
  close: "M5 5l10 10M15 5L5 15",
};

export function Icon({ name }) {
  const dots = name === "more" || name === "grip";
  return html`<svg class="glyph" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor" stroke-width=${dots ? 2.4 : 1.75} stroke-linecap="round" stroke-linejoin="round"><path d=${PATHS[name]} /></svg>`;
}
