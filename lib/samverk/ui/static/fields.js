// Where people write: fields, and cells that open when they are wanted.
import { html, t, useEffect, useLayoutEffect, useMemo, useRef, useState } from "./base.js";

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
