// The board: a row a table, a column a horizon, and one line that writes for any of them.
import { html, t, tn, Button, Keys, useEffect, useMemo, useState } from "./../kit.js";
import { Careful, Entry, newId } from "./entry.js";
import { NoteLines, tableName, tableOptions } from "./note.js";

const MANY = 25;

export function Board({ state, deed, ask, arrived }) {
  const options = tableOptions(state);
  const [table, setTable] = useState(window.samverkTable ?? options[0][0]);
  useEffect(() => {
    const asked = (event) => setTable(event.detail);
    window.addEventListener("samverk:table", asked);
    return () => window.removeEventListener("samverk:table", asked);
  }, []);
  const [horizon, setHorizon] = useState("now");
  const cells = useMemo(() => sorted(state.notes), [state.notes]);
  const all = useMemo(() => [...state.notes, ...state.withdrawn], [state.notes, state.withdrawn]);
  const at = options.some(([number]) => number === table) ? table : options[0][0];
  const add = (text) => ask("add", { text, what: "horizon", table: at, horizon, id: newId() });
  const rows = [...state.tables, ...(cells.has(0) || !state.tables.length ? [[0, ""]] : [])];
  return html`<${Entry} label=${t("Skriv et innspill")} add=${add} choices=${[
      { label: t("Bord"), value: at, set: setTable, options, keys: "page" },
      { label: t("Horisont"), value: horizon, set: setHorizon, options: state.horizons, keys: "arrows" },
    ]}>
      <div class="under"><${Keys} keys=${[["Enter", t("legger til og blir stående")], [["↑", "↓"], t("bytter horisont")], [["Page Up", "Page Down"], t("bytter bord")]]} /><${Careful} /></div>
    <//>
    <table class="horizon-board"><thead><tr><td></td>${state.horizons.map(([key, name]) => html`<th scope="col"><div class=${key}>${name} <span class="count">${state.notes.filter((note) => note.horizon === key).length}</span></div></th>`)}</tr></thead>
      <tbody>${rows.map(([number, room]) => html`<${BoardRow} key=${number} number=${number} room=${room} cell=${cells.get(number)} all=${all} state=${state} deed=${deed} ask=${ask} arrived=${arrived} />`)}</tbody></table>`;
}

function sorted(notes) {
  const cells = new Map();
  for (const note of notes) {
    const number = note.table ?? 0;
    if (!cells.has(number)) cells.set(number, { now: [], stretch: [], dream: [] });
    cells.get(number)[note.horizon].push(note);
  }
  return cells;
}

// Drawn again only when something in the row has changed: there can be thousands of notes.
function BoardRow({ number, room, cell, all, state, deed, ask, arrived }) {
  const [whole, setWhole] = useState(false);
  const here = cell ? [...arrived].filter(([id]) => Object.values(cell).some((notes) => notes.some((note) => note.id === id))) : [];
  const key = JSON.stringify([cell, here, room, whole, state.tables, state.horizons]);
  return useMemo(() => {
    const head = html`<th scope="row"><strong>${tableName(number)}</strong>${room && html`<span>${room}</span>`}</th>`;
    if (!cell) return html`<tr>${head}<td colspan="3" class="empty">${number ? t("Ingen innspill ennå. Du kan skrive for bordet her.") : t("Ingen innspill ennå. Skriv det første.")}</td></tr>`;
    return html`<tr>${head}${state.horizons.map(([horizon, name]) => {
      const notes = cell[horizon];
      const hidden = whole ? 0 : Math.max(0, notes.length - MANY);
      return html`<td data-label=${name} class=${notes.length ? "" : "none"}>
        ${hidden > 0 && html`<${Button} quiet small onClick=${() => setWhole(true)}>${tn("Vis {n} tidligere", "Vis {n} tidligere", hidden)}<//>`}
        <${NoteLines} notes=${notes.slice(hidden)} all=${all} state=${state} deed=${deed} ask=${ask} arrived=${arrived} dot where=${`${tableName(number)}, ${name}`} />
      </td>`;
    })}</tr>`;
  }, [key]);
}
