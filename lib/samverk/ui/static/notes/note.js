// One note: read, edited in place, settled where two changed it at once.
import { html, t, Button, Field, useEffect, useLayoutEffect, useRef, useState } from "./../kit.js";
import { tooLong } from "./entry.js";

const second = (note) => [note.owner, note.first_step, note.due && t("frist {due}", { due: day(note.due) }), note.partners && t("med {partners}", note)].filter(Boolean).join(" · ");
let lost = null; // The note that had the focus and went away.
export const day = (iso) => iso.split("-").reverse().join(".");

// `state` gives tables and horizons to choose from; `where` is what screen readers hear of the place.
export function NoteLine({ note, state, deed, ask, phase, dot, where, bare }) {
  const [open, setOpen] = useState(false);
  const button = useRef();
  const back = useRef(false);
  const [refused, refuse] = useState(null);
  useLayoutEffect(() => () => { if (button.current === document.activeElement) lost = note.id; }, []);
  useLayoutEffect(() => {
    if (!open && back.current) button.current?.focus();
    back.current = false;
  }, [open]);
  const close = (refocus) => {
    back.current = refocus;
    refuse(null);
    setOpen(false);
  };
  const save = async (text, was, refocus) => {
    close(refocus);
    const answer = tooLong(text) ?? await ask("edit", { note: note.id, text, was });
    if (!answer.sorry) return;
    answer.placed = true;
    refuse({ text, was, sorry: answer.sorry });
    setOpen(true);
  };
  if (open) return html`<li class="note editing"><${NoteEditor} note=${note} state=${state} deed=${deed} refused=${refused} save=${save} close=${close} /></li>`;
  const more = bare ? note.first_step : second(note);
  return html`<li class=${`note ${phase === "new" ? "arrived" : ""}`}>
    <button type="button" ref=${button} data-target=${note.id} class="words" aria-label=${[where, note.text, more, phase && t("nå")].filter(Boolean).join(", ")} onClick=${() => setOpen(true)}>
      ${dot && html`<span class=${`dot ${note.horizon}`}></span>`}<span class="text" dir="auto">${note.text}</span>${phase && html` <span class="just">${t("nå")}</span>`}
      ${more && html`<span class="more">${more}</span>`}</button></li>`;
}

function NoteEditor({ note, state, deed, refused, save: put, close }) {
  const [was] = useState(refused?.was ?? note.text);
  const [text, setText] = useState(refused?.text ?? note.text);
  const [more, showMore] = useState(!!second(note));
  const root = useRef();
  const done = useRef(false);
  useLayoutEffect(() => {
    const area = root.current.querySelector("textarea");
    // What is refused opens again, but takes the focus from nobody who has gone on.
    if (refused && document.activeElement !== document.body) return;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    root.current.scrollIntoView({ block: "nearest" });
  }, []);
  const save = (refocus) => {
    if (done.current) return;
    done.current = true;
    const written = text.trim();
    if (written && written !== was) put(written, was, refocus);
    else close(refocus);
  };
  const left = (event) => {
    if (event.relatedTarget && !root.current.contains(event.relatedTarget)) save(false);
  };
  const keys = (event) => {
    event.stopPropagation();
    if (event.key === "Escape") {
      done.current = true;
      close(true);
    } else if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea")) {
      event.preventDefault();
      save(true);
    }
  };
  const set = (field) => (value) => deed("set", { note: note.id, field, value });
  return html`<div class="editor" ref=${root} onKeyDown=${keys} onFocusOut=${left}>
    <textarea rows=${Math.min(8, 2 + Math.floor(text.length / 40))} aria-label=${t("Endre innspillet")} aria-invalid=${refused ? "true" : undefined} aria-describedby=${refused ? `feil-${note.id}` : undefined} value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
    ${refused && html`<p class="wrong" role="alert" id=${`feil-${note.id}`}>${refused.sorry}</p>`}
    ${note.text !== was && html`<p class="late">${t("Andre har endret det til «{text}». Begge tekstene blir med når du lagrer.", note)}</p>`}
    <div class="deeds">
      <${Button} small onClick=${() => save(true)}>${t("Lagre")}<//>
      <${Button} quiet small onClick=${() => { done.current = true; deed("withdraw", { note: note.id }); close(false); }}>${t("Trekk tilbake")}<//>
      ${["horizon", "commitment"].includes(note.what) && html`<${Button} quiet small aria-expanded=${more} onClick=${() => showMore(!more)}>${more ? t("Færre felt") : t("Flere felt")}<//>`}
    </div>
    ${more && html`<div class="fields">
      ${note.horizon && html`<${Field} label=${t("Horisont")} kind="select" value=${note.horizon} options=${state.horizons} save=${set("horizon")} />`}
      ${state.tables.length > 0 && html`<${Field} label=${t("Bord")} kind="select" value=${String(note.table ?? 0)} options=${tableOptions(state).map(([n, name]) => [String(n), name])} save=${(n) => set("table")(Number(n))} />`}
      <${Field} label=${t("Ansvarlig (enhet eller rolle)")} value=${note.owner ?? ""} save=${set("owner")} />
      <${Field} label=${t("Første steg")} value=${note.first_step ?? ""} save=${set("first_step")} />
      <${Field} label=${t("Frist")} kind="date" value=${note.due ?? ""} save=${set("due")} />
      <${Field} label=${t("Samarbeidspartnere")} hint=${t("Skill med komma.")} value=${note.partners ?? ""} save=${(partners) => set("partners")(partners.split(",").map((each) => each.trim()).filter(Boolean))} />
    </div>`}
  </div>`;
}

export const tableName = (number) => (number ? t("Bord {n}", { n: number }) : t("Plenum"));
export const tableOptions = (state) => [...state.tables.map(([number]) => [number, tableName(number)]), [0, tableName(0)]];

// Two texts of one note, beside each other, until somebody says which is to stand.
export function Twins({ first, other, deed, dot }) {
  const place = useRef();
  useEffect(() => {
    if (lost === first?.id && lost) place.current.focus();
    lost = null;
  }, []);
  const keep = (which) => deed("settle", { twin: other.id, keep: which });
  const one = (note, which, name) => html`<div><p>${dot && html`<span class=${`dot ${note.horizon}`}></span>`}${note.text}</p>
    <${Button} small aria-label=${t("Behold {text}", { text: note.text })} onClick=${() => keep(which)}>${name}<//></div>`;
  return html`<li class="note"><div class="twins" ref=${place} role="group" aria-label=${t("To har endret samtidig")} tabindex="-1" data-target=${other.id}>
    <p class="late">${t("To har endret samtidig.")}</p>
    ${first && one(first, "first", t("Behold denne"))}
    ${one(other, "second", t("Behold denne"))}
    <${Button} quiet small onClick=${() => keep("both")}>${t("Behold begge")}<//>
  </div></li>`;
}

// Notes as list entries; a note and its twin stand as one. `all` finds a twin that is elsewhere.
export function NoteLines({ notes, all, state, deed, ask, arrived, dot, where }) {
  const byId = new Map(all.map((note) => [note.id, note]));
  const twinOf = new Map(notes.filter((note) => note.twin).map((note) => [note.twin, note]));
  const here = new Set(notes.map((note) => note.id));
  return html`<ul class="notes">${notes.map((note) => {
    const other = twinOf.get(note.id);
    if (other) return html`<${Twins} key=${note.id} first=${note} other=${other} deed=${deed} dot=${dot} />`;
    if (note.twin && here.has(note.twin)) return null;
    if (note.twin) return html`<${Twins} key=${note.id} first=${byId.get(note.twin)} other=${note} deed=${deed} dot=${dot} />`;
    return html`<${NoteLine} key=${note.id} note=${note} state=${state} deed=${deed} ask=${ask} phase=${arrived.get(note.id)} dot=${dot} where=${where} />`;
  })}</ul>`;
}
