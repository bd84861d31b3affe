// The entry line, and what every form does with notes that arrive while somebody writes.
import { html, t, Button, useEffect, useLayoutEffect, useRef, useState } from "./../kit.js";

const STAYS = 4000;
const FADES = 400;
const mine = new Set();

// What is too long is not sent: it can be so long that it stops all else.
const LONGEST = 8000;
export function tooLong(text) {
  const n = text.length > 10 * LONGEST ? text.length : [...text].length;
  return n > LONGEST ? { sorry: t("Teksten er på {n} tegn. Del den i flere, med høyst {most} tegn i hver.", { n, most: LONGEST }) } : null;
}
const short = (text) => (text.length > 80 ? `${text.slice(0, 80)} …` : text);

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const id = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  mine.add(id);
  return id;
}

// Which notes came from elsewhere just now: id → "new" while tinted, "fading" after that.
export function useArrived(notes) {
  const seen = useRef(null);
  const timers = useRef([]);
  const [arrived, setArrived] = useState(new Map());
  const mark = (ids, phase) => setArrived((old) => {
    const next = new Map(old);
    ids.forEach((id) => (phase ? next.set(id, phase) : next.delete(id)));
    return next;
  });
  useLayoutEffect(() => {
    const ids = notes.map((note) => note.id);
    const fresh = seen.current ? ids.filter((id) => !seen.current.has(id) && !mine.has(id)) : [];
    seen.current = new Set([...(seen.current ?? []), ...ids]);
    if (!fresh.length) return;
    mark(fresh, "new");
    timers.current.push(setTimeout(() => mark(fresh, "fading"), STAYS), setTimeout(() => mark(fresh, null), STAYS + FADES));
  }, [notes]);
  useEffect(() => () => timers.current.forEach(clearTimeout), []);
  return arrived;
}

export function isWriting(root) {
  const at = document.activeElement;
  return !!root?.contains(at) && at.matches("textarea,input:not([type=checkbox])") && at.value !== "";
}

// Keeps the field that somebody writes in where it is on the screen while notes arrive above it.
export function useStill(root, state) {
  const last = useRef(state);
  const before = useRef(null);
  const at = document.activeElement;
  const fresh = last.current !== state;
  last.current = state;
  before.current = fresh && root.current?.contains(at) && at.matches("textarea,input") ? { at, top: at.getBoundingClientRect().top } : null;
  useLayoutEffect(() => {
    const kept = before.current;
    if (!kept || document.activeElement !== kept.at) return;
    const moved = kept.at.getBoundingClientRect().top - kept.top;
    if (Math.abs(moved) > 1) scroller(kept.at).scrollTop += moved;
  });
}

function scroller(element) {
  for (let up = element.parentElement; up; up = up.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(up).overflowY) && up.scrollHeight > up.clientHeight) return up;
  }
  return document.scrollingElement;
}

const step = (choice, by) => {
  const keys = choice.options.map(([key]) => key);
  const at = keys.indexOf(choice.value);
  const next = Math.min(Math.max(at + by, 0), keys.length - 1);
  if (next !== at) choice.set(keys[next]);
  return choice.options[next][1];
};

// One line: choices, a text and its button. Enter adds and keeps the choices.
// `choices`: { label, value, set, options: [key, name], keys: "arrows" | "page" }, or with `list` a text.
export function Entry({ choices = [], label, add, button, children }) {
  const [text, setText] = useState("");
  const [failed, setFailed] = useState([]);
  const [told, tell] = useState("");
  const [refused, refuse] = useState("");
  const field = useRef();
  const send = async (written) => {
    const answer = await add(written);
    if (!answer?.sorry || !field.current) return;
    answer.placed = true;
    if (field.current.value !== "") return setFailed((old) => [...old, { text: written, sorry: answer.sorry }]);
    setText(written);
    refuse(answer.sorry);
  };
  const submit = () => {
    const written = text.trim();
    field.current.focus();
    if (!written) return tell(t("Skriv noe først."));
    const over = tooLong(written);
    if (over) return refuse(over.sorry);
    setText("");
    tell("");
    refuse("");
    return send(written);
  };
  const keys = (event) => {
    const turn = { ArrowUp: ["arrows", -1], ArrowDown: ["arrows", 1], PageUp: ["page", -1], PageDown: ["page", 1] }[event.key];
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      submit();
    } else if (turn) {
      const choice = choices.find((each) => each.keys === turn[0]);
      if (!choice) return;
      event.preventDefault();
      tell(step(choice, turn[1]));
    }
  };
  return html`<div class="entering">
    <div class="entry">
      ${choices.map((choice) => (choice.options && !choice.list
        ? html`<select aria-label=${choice.label} value=${String(choice.value)} onChange=${(event) => choice.set(choice.options.find(([key]) => String(key) === event.target.value)[0])}>${choice.options.map(([key, name]) => html`<option value=${String(key)} selected=${key === choice.value}>${name}</option>`)}</select>`
        : html`<input class="choice" aria-label=${choice.label} placeholder=${choice.label} list=${choice.list} value=${choice.value} onInput=${(event) => choice.set(event.target.value)} autocomplete="off" />`))}
      <input class="words" ref=${field} data-target="entry" aria-label=${label} placeholder=${label} value=${text} aria-invalid=${refused ? "true" : undefined} aria-describedby=${refused ? "ikke-lagt-til" : undefined} onInput=${(event) => { setText(event.target.value); if (told) tell(""); refuse(""); }} onBlur=${() => told && tell("")} onKeyDown=${keys} autocomplete="off" enterkeyhint="done" />
      <${Button} main onClick=${submit}>${button ?? t("Legg til")}<//>
    </div>
    <p class="hidden" aria-live="polite">${told}</p>
    ${told === t("Skriv noe først.") && html`<p class="late">${told}</p>`}
    ${refused && html`<p class="wrong" role="alert" id="ikke-lagt-til">${refused}</p>`}
    ${failed.map((each) => html`<p class="wrong" key=${each.text}>${t("«{text}» er ikke lagret. {sorry}", { ...each, text: short(each.text) })} <${Button} quiet onClick=${() => { setFailed((old) => old.filter((other) => other !== each)); send(each.text); }}>${t("Prøv igjen")}<//></p>`)}
    ${children}
  </div>`;
}

export const Careful = () => html`<p class="careful">${t("Ikke skriv om enkeltpersoner")}</p>`;
