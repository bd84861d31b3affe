// Notes under headings. Selecting and a menu move them; dragging is an extra.
import { html, t, tn, Button, Cell, Confirm, Menu, focusOn, useMemo, useRef, useState } from "./../kit.js";
import { MakeMeasure, Line, LinkMeasure } from "./make.js";
import { Pairs } from "./pairs.js";
import { Part } from "./../part.js";

const MANY = 100;
const DRAGGED = "text/x-samverk-notes";
const plain = (text) => text.toLocaleLowerCase("nb");

export function Gather({ state, deed, ask, open, notes }) {
  const [selected, select] = useState(new Set());
  const [asks, wantTo] = useState(null);
  const [told, tell] = useState(null);
  const [find, setFind] = useState("");
  const [horizon, setHorizon] = useState("");
  const last = useRef(null);
  const chosen = [...selected].filter((id) => notes.has(id));
  const shown = useMemo(() => {
    const words = plain(find).split(/\s+/).filter(Boolean);
    return state.notes.filter((note) => (!horizon || note.horizon === horizon) && words.every((word) => plain(note.text).includes(word)));
  }, [state.notes, find, horizon]);
  const sections = useMemo(() => [["", t("Uten overskrift")], ...state.headings].map(([id, title]) => ({ id, title, notes: shown.filter((note) => note.heading === id) })), [shown, state.headings]);
  const toggle = (ids, on) => select((old) => {
    const next = new Set(old);
    ids.forEach((id) => (on ? next.add(id) : next.delete(id)));
    return next;
  });
  const pick = (id, on, range) => {
    const order = sections.flatMap((section) => section.notes.map((note) => note.id));
    const [from, to] = [order.indexOf(last.current), order.indexOf(id)].sort((a, b) => a - b);
    toggle(range && from >= 0 ? order.slice(from, to + 1) : [id], on);
    last.current = id;
    tell(null);
  };
  const needs = (n, then) => () => {
    if (chosen.length >= n) return then();
    wantTo(null);
    return tell({ late: n > 1 ? t("Velg minst to innspill først.") : t("Velg ett eller flere innspill først.") });
  };
  const shut = () => {
    wantTo(null);
    focusOn("lag-tiltak");
  };
  const done = (answer, text, target) => {
    if (answer.sorry) return answer;
    if (asks) shut();
    select(new Set());
    tell(text && { text, target });
    return answer;
  };
  const gather = (heading, ids = chosen) => ask("gather", { notes: ids, heading }).then((answer) => done(answer));
  const merge = () => ask("merge", { into: chosen[0], notes: chosen.slice(1) }).then((answer) => done(answer));
  const headings = state.headings.map(([id, title]) => ({ label: title, onClick: needs(1, () => gather(id)) }));
  if (!state.notes.length) return html`<p class="empty">${t("Ingen innspill å sammenfatte ennå. De kommer hit fra bordene og fra Innspill.")}</p>`;
  return html`<${Pairs} state=${state} notes=${notes} ask=${ask} />
    <div class="toolbar">
      <div class="finding"><input type="search" aria-label=${t("Finn i innspillene")} placeholder=${t("Finn")} value=${find} onInput=${(event) => setFind(event.target.value)} />
        <select aria-label=${t("Horisont")} value=${horizon} onChange=${(event) => setHorizon(event.target.value)}><option value="">${t("Alle horisonter")}</option>${state.horizons.map(([key, name]) => html`<option value=${key}>${name}</option>`)}</select></div>
      <div class="deeds">
        <${Menu} label=${t("Legg under")} items=${[...headings,
          { label: t("Ny overskrift …"), onClick: () => wantTo("heading") },
          { label: t("Ingen overskrift"), onClick: needs(1, () => gather("")) }]} />
        <${Menu} label=${t("Mer")} items=${[
          { label: t("Slå sammen de valgte"), onClick: needs(2, merge) },
          state.measures.length > 0 && { label: t("Knytt til et tiltak …"), onClick: needs(1, () => wantTo("link")) }]} />
        <${Button} main data-target="lag-tiltak" onClick=${needs(1, () => wantTo("measure"))}>${t("Lag tiltak")}<//>
      </div>
      <p class="choosing"><span class=${told?.late ? "late" : "second"} role="status">${told ? told.late ?? told.text : chosen.length ? tn("{n} valgt", "{n} valgt", chosen.length) : t("Velg innspill, så kan du samle dem eller lage tiltak av dem.")}</span>
        ${told?.text ? html`<button type="button" class="link" onClick=${() => open("measures", told.target)}>${t("Se tiltaket")}</button>`
          : chosen.length > 0 && html`<button type="button" class="link" onClick=${() => { select(new Set()); focusOn("lag-tiltak"); }}>${t("Velg bort")}</button>`}</p>
      ${asks === "heading" && html`<${Line} label=${t("Overskrift")} button=${t("Legg til overskrift")} cancel=${shut} save=${(title) => ask("add_heading", { title, notes: chosen }).then((answer) => done(answer))} />`}
      ${asks === "link" && html`<${LinkMeasure} state=${state} cancel=${shut} save=${(measure) => ask("connect", { measure: measure.id, notes: chosen, connected: true }).then((answer) => done(answer, t("Innspillene er knyttet til tiltak {number}.", measure), `${measure.id}-owner`))} />`}
      ${asks === "measure" && html`<${MakeMeasure} sources=${chosen.map((id) => notes.get(id))} state=${state} cancel=${shut} save=${(made) => ask("add_measure", { ...made, notes: chosen }).then((answer) => done(answer, t("Tiltaket er laget."), `${answer.value}-owner`))} />`}
    </div>
    <div class="sections">${sections.map((section) => html`<${Section} key=${section.id} section=${section} selected=${selected} pick=${pick} toggle=${(ids, on) => { toggle(ids, on); tell(null); }} ask=${ask} deed=${deed} gather=${gather} sole=${!state.headings.length} />`)}</div>`;
}

// Drawn again only when something in it has changed: there can be thousands of notes.
function Section({ section, selected, pick, toggle, deed, ask, gather, sole }) {
  const [whole, setWhole] = useState(false);
  const [over, setOver] = useState(false);
  const [removing, remove] = useState(false);
  const shown = whole ? section.notes : section.notes.slice(0, MANY);
  const on = section.notes.filter((note) => selected.has(note.id)).map((note) => note.id);
  const latest = useRef();
  latest.current = { pick, gather, selected };
  const drop = {
    onDragOver: (event) => { if (event.dataTransfer.types.includes(DRAGGED)) { event.preventDefault(); setOver(true); } },
    onDragLeave: () => setOver(false),
    onDrop: (event) => { event.preventDefault(); setOver(false); gather(section.id, JSON.parse(event.dataTransfer.getData(DRAGGED))); },
  };
  const list = useMemo(() => html`<ul>${shown.map((note) => html`<${Gathered} key=${note.id} note=${note} on=${on.includes(note.id)} latest=${latest} deed=${deed} />`)}</ul>`, [JSON.stringify([shown, on])]);
  const all = on.length === section.notes.length && on.length > 0;
  const title = section.title;
  return html`<section class=${`heading ${over ? "over" : ""}`} ...${drop}>
    <div class="title"><${Part}>${section.id ? html`<${Cell} strong label=${t("Overskrift")} value=${title} target=${section.id} save=${(text) => deed("rename_heading", { heading: section.id, title: text })} />` : title} <span class="count">${section.notes.length}</span><//>
      ${section.notes.length > 0 && html`<${Button} quiet small aria-label=${all ? t("Velg bort alle under {title}", { title }) : t("Velg alle under {title}", { title })} onClick=${() => toggle(section.notes.map((note) => note.id), !all)}>${all ? t("Velg bort alle") : t("Velg alle")}<//>`}
      ${section.id && html`<${Menu} icon="more" name=${t("Mer om {title}", { title })} items=${[{ label: t("Fjern overskriften"), danger: true, onClick: () => (section.notes.length ? remove(true) : deed("remove_heading", { heading: section.id })) }]} />`}</div>
    ${removing && html`<${Confirm} text=${t("Overskriften «{title}» blir borte. Innspillene under den blir stående uten overskrift.", { title })} yes=${t("Fjern overskriften")} onNo=${() => remove(false)} onYes=${() => { remove(false); deed("remove_heading", { heading: section.id }); }} />`}
    ${list}
    ${!section.notes.length && html`<p class="empty">${section.id ? t("Ingen innspill her ennå.") : sole ? t("Ingen innspill passer med søket.") : t("Alle innspill ligger under en overskrift.")}</p>`}
    ${shown.length < section.notes.length && html`<${Button} quiet small onClick=${() => setWhole(true)}>${t("Vis alle {n}", { n: section.notes.length })}<//>`}
  </section>`;
}

function Gathered({ note, on, latest, deed }) {
  const [unfolded, unfold] = useState(false);
  const drag = (event) => {
    const { selected } = latest.current;
    event.dataTransfer.setData(DRAGGED, JSON.stringify(selected.has(note.id) ? [...selected] : [note.id]));
  };
  const merged = note.merged ?? [];
  return html`<li class=${`gathered ${on ? "selected" : ""}`} draggable onDragStart=${drag}>
    <label><input type="checkbox" checked=${on} onClick=${(event) => latest.current.pick(note.id, event.target.checked, event.shiftKey)} />
      <span class=${`dot ${note.horizon ?? ""}`}></span><span class="text" dir="auto">${note.text}</span></label>
    <span class="where">${[note.table && t("Bord {n}", { n: note.table }), note.measures && t("Tiltak {n}", { n: note.measures.join(", ") })].filter(Boolean).join(" · ")}
      ${merged.length > 0 && html` <button type="button" class="link" aria-expanded=${unfolded} onClick=${() => unfold(!unfolded)}>${tn("og {n} likt", "og {n} like", merged.length)}</button>`}</span>
    ${unfolded && html`<ul class="merged">${merged.map((each) => html`<li key=${each.id}><span>${each.text}</span><${Button} quiet small aria-label=${t("Ta ut {text}", each)} onClick=${() => deed("unmerge", { note: each.id })}>${t("Ta ut")}<//></li>`)}</ul>`}
  </li>`;
}
