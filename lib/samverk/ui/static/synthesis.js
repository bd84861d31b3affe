// Sammenfatning: notes gathered, measures made of them, and what comes first.
import { panel, html, t, tn, Head, Summary, Undo, focusOn, useLayoutEffect, useMemo, useRef, useState } from "./kit.js";
import { Gather } from "./synthesis/gather.js";
import { Measures } from "./synthesis/measures.js";
import { Priorities } from "./synthesis/priorities.js";

const PARTS = { notes: Gather, measures: Measures, priorities: Priorities };

function Tabs({ part, show, parts }) {
  const keys = (event) => {
    const names = parts.map(([name]) => name);
    const at = names.indexOf(part);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    show(names[(to + names.length) % names.length]);
    event.currentTarget.querySelectorAll("button")[(to + names.length) % names.length].focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${t("Deler av sammenfatningen")} onKeyDown=${keys}>${parts.map(([name, label, n]) => html`
    <button type="button" role="tab" id=${`del-${name}`} aria-selected=${part === name} aria-controls="sammenfatning-del" tabindex=${part === name ? 0 : -1} onClick=${() => show(name)}>${label}${n !== undefined && html` <span class="count">${n}</span>`}</button>`)}</div>`;
}

function Synthesis({ state, deed, ask }) {
  const [part, show] = useState("notes");
  const [goTo, setGoTo] = useState(null);
  const wanted = useRef();
  const open = (name, target) => {
    show(name);
    setGoTo(target ?? null);
  };
  useLayoutEffect(() => {
    if (!goTo || wanted.current === goTo) return;
    wanted.current = goTo;
    focusOn(goTo);
    wanted.current = null;
    setGoTo(null);
  }, [goTo, part]);
  const View = PARTS[part];
  const notes = useMemo(() => new Map(state.notes.map((note) => [note.id, note])), [state.notes]);
  return html`<${Head} state=${state}><${Undo} state=${state} deed=${deed} /><//>
    <${Summary} state=${state} go=${(target) => open("measures", target)} />
    <${Tabs} part=${part} show=${show} parts=${[["notes", tn("Innspill", "Innspill", 2), state.notes.length], ["measures", tn("Tiltak", "Tiltak", 2), state.measures.length], ["priorities", t("Prioritering")]]} />
    <div role="tabpanel" id="sammenfatning-del" aria-labelledby=${`del-${part}`}><${View} state=${state} deed=${deed} ask=${ask} open=${open} notes=${notes} /></div>`;
}

export default panel(Synthesis);
