// Notes that may say the same: suggested, and merged only when somebody says so.
import { html, t, tn, Button, useLayoutEffect, useRef, useState } from "./../kit.js";

const SHOWN = 20;

export function Pairs({ state, notes, ask }) {
  const [open, setOpen] = useState(false);
  const list = useRef();
  const next = useRef(null);
  useLayoutEffect(() => {
    if (next.current === null || !list.current) return;
    const rows = list.current.querySelectorAll("li");
    rows[Math.min(next.current, rows.length - 1)]?.querySelector("button").focus();
    next.current = null;
  }, [state.pairs]);
  if (state.pairs === null) return html`<p class="second">${t("Leter etter innspill som ligner …")}</p>`;
  const pairs = state.pairs.filter(([a, b]) => notes.has(a) && notes.has(b));
  if (!pairs.length) return null;
  const settle = (index, name, args) => {
    next.current = index;
    ask(name, args);
  };
  return html`<div class="pairs"><p>${tn("{n} par innspill ligner på hverandre.", "{n} par innspill ligner på hverandre.", pairs.length)} <button type="button" class="link" aria-expanded=${open} onClick=${() => setOpen(!open)}>${open ? t("Skjul dem") : t("Se dem")}</button></p>
    ${open && html`<ul ref=${list}>${pairs.slice(0, SHOWN).map(([a, b], index) => {
      const [first, other] = [notes.get(a), notes.get(b)];
      return html`<li key=${a + b}><p>${first.text}</p><p>${other.text}</p><div class="deeds">
        <${Button} small aria-label=${t("Slå sammen {first} og {other}", { first: first.text, other: other.text })} onClick=${() => settle(index, "merge", { into: a, notes: [b] })}>${t("Slå sammen")}<//>
        <${Button} quiet small aria-label=${t("Ikke like: {first} og {other}", { first: first.text, other: other.text })} onClick=${() => settle(index, "unlike", { first: a, second: b })}>${t("Ikke like")}<//></div></li>`;
    })}</ul>`}</div>`;
}
