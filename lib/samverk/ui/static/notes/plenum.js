// What the plenary says: goals, the sofa talk, how each field sees it, the shared challenge.
import { html, t, tn, Button, Cell, Keys, Menu, useEffect, useMemo, useRef, useState } from "./../kit.js";
import { Careful, Entry, newId, tooLong } from "./entry.js";
import { NoteLine, NoteLines, Twins, tableName, tableOptions } from "./note.js";
import { Part } from "./../part.js";

const of = (state, what) => state.notes.filter((note) => note.what === what);
const everything = (state) => [...state.notes, ...state.withdrawn];

export function Goals({ state, deed, ask }) {
  return html`<${Entry} label=${t("Skriv et mål eller en ambisjon")} add=${(text) => ask("add_goal", { text })}><div class="under"><${Keys} keys=${[["Enter", t("legger til og blir stående")]]} /><${Careful} /></div><//>
    ${!state.goals.length && html`<p class="empty">${t("Ingen mål ennå. Skriv dem etter hvert som de blir sagt.")}</p>`}
    <ol class="goals">${state.goals.map((goal, index) => html`<li key=${goal.id}><span class="number">${index + 1}</span>
      <${Cell} kind="textarea" label=${t("Mål {n}", { n: index + 1 })} value=${goal.text} target=${goal.id} save=${(text) => deed("edit_goal", { goal: goal.id, text })} />
      <${Menu} icon="more" name=${t("Mer om målet {text}", goal)} items=${[{ label: t("Trekk tilbake"), danger: true, onClick: () => deed("withdraw_goal", { goal: goal.id, withdrawn: true }) }]} /></li>`)}</ol>`;
}

export function Sofa({ state, deed, ask, arrived }) {
  const [what, setWhat] = useState("question");
  const questions = of(state, "question");
  const commitments = of(state, "commitment");
  const plain = commitments.filter((note) => !note.twin);
  const twins = commitments.filter((note) => note.twin);
  const set = (note, field) => (value) => deed("set", { note: note.id, field, value });
  return html`<${Entry} label=${what === "question" ? t("Skriv spørsmålet") : t("Skriv hva lederne lover")} add=${(text) => ask("add", { text, what, id: newId() })} choices=${[
      { label: t("Slag"), value: what, set: setWhat, options: [["question", t("Spørsmål")], ["commitment", t("Løfte")]], keys: "arrows" },
    ]}><div class="under"><${Keys} keys=${[["Enter", t("legger til og blir stående")], [["↑", "↓"], t("bytter mellom spørsmål og løfte")]]} /><${Careful} /></div><//>
    <datalist id="innspill-eiere">${state.owners.map((owner) => html`<option value=${owner}></option>`)}</datalist>
    <div>
      <section><${Part}>${t("Spørsmål")} <span class="count">${questions.length}</span><//>
        ${!questions.length && html`<p class="empty">${t("Ingen spørsmål ennå.")}</p>`}
        <${NoteLines} notes=${questions} all=${everything(state)} state=${state} deed=${deed} ask=${ask} arrived=${arrived} where=${t("Spørsmål")} /></section>
      <section><${Part}>${t("Løfter fra lederne")} <span class="count">${plain.length}</span><//>
        ${!commitments.length && html`<p class="empty">${t("Ingen løfter ennå. De følges opp som tiltak.")}</p>`}
        ${plain.length > 0 && html`<table class="rows commitments"><thead><tr><th>${t("Løfte")}</th><th>${t("Ansvarlig")}</th><th>${t("Frist")}</th></tr></thead>
          <tbody>${plain.map((note) => html`<tr key=${note.id}>
            <td><ul class="notes"><${NoteLine} note=${note} state=${state} deed=${deed} ask=${ask} phase=${arrived.get(note.id)} where=${t("Løfte")} bare /></ul></td>
            <td data-label=${t("Ansvarlig")}><${Cell} label=${t("Ansvarlig for {text}", note)} list="innspill-eiere" value=${note.owner} empty=${t("Mangler")} missing save=${set(note, "owner")} /></td>
            <td data-label=${t("Frist")}><${Cell} kind="date" label=${t("Frist for {text}", note)} value=${note.due} shown=${note.due && note.due.split("-").reverse().join(".")} empty=${t("Mangler")} missing save=${set(note, "due")} /></td></tr>`)}</tbody></table>`}
        ${twins.length > 0 && html`<ul class="notes">${twins.map((note) => html`<${Twins} key=${note.id} first=${everything(state).find((each) => each.id === note.twin)} other=${note} deed=${deed} />`)}</ul>`}</section>
    </div>`;
}

export function Perspectives({ state, deed, ask, arrived }) {
  const [field, setField] = useState(state.fields[0] ?? "");
  const notes = of(state, "perspective");
  const fields = [...new Set([...state.fields, ...notes.map((note) => note.field ?? "")])];
  const silent = fields.filter((each) => each && !notes.some((note) => note.field === each));
  return html`<${Entry} label=${t("Slik ser vi det")} add=${(text) => ask("add", { text, what: "perspective", field, id: newId() })} choices=${[
      { label: t("Fagfelt"), value: field, set: setField, list: "innspill-fagfelt", options: state.fields.map((each) => [each, each]), keys: state.fields.length ? "page" : undefined },
    ]}><div class="under"><${Keys} keys=${[["Enter", t("legger til og blir stående")], ...(state.fields.length ? [[["Page Up", "Page Down"], t("bytter fagfelt")]] : [])]} /><${Careful} /></div><//>
    <datalist id="innspill-fagfelt">${state.fields.map((each) => html`<option value=${each}></option>`)}</datalist>
    ${silent.length > 0 && html`<p class="silent"><span class="late">${tn("{n} fagfelt har ikke skrevet ennå:", "{n} fagfelt har ikke skrevet ennå:", silent.length)}</span> ${silent.map((each) => html`<${Button} quiet small onClick=${() => setField(each)}>${each}<//>`)}</p>`}
    <div class="two">${fields.filter((each) => notes.some((note) => (note.field ?? "") === each)).map((each) => {
      const own = notes.filter((note) => (note.field ?? "") === each);
      return html`<section key=${each}><${Part}>${each || t("Uten fagfelt")} <span class="count">${own.length}</span><//>
        <${NoteLines} notes=${own} all=${everything(state)} state=${state} deed=${deed} ask=${ask} arrived=${arrived} where=${each} /></section>`;
    })}</div>
    ${!notes.length && html`<p class="empty">${t("Ingen har skrevet ennå. Be hvert fagfelt si med én setning hvordan de ser temaet.")}</p>`}`;
}

export function Challenge({ state, deed, ask, arrived }) {
  const [table, setTable] = useState(tableOptions(state)[0][0]);
  const drafts = of(state, "draft");
  const agreed = of(state, "challenge");
  const main = agreed.find((note) => !note.twin);
  const twins = agreed.filter((note) => note.twin);
  const byTable = [...new Set(drafts.map((note) => note.table ?? 0))];
  return html`<${Entry} label=${t("Skriv utkastet fra bordet")} add=${(text) => ask("add", { text, what: "draft", table, id: newId() })} choices=${[
      { label: t("Bord"), value: table, set: setTable, options: tableOptions(state), keys: "page" },
    ]}><div class="under"><${Keys} keys=${[["Enter", t("legger til og blir stående")], [["Page Up", "Page Down"], t("bytter bord")]]} /><${Careful} /></div><//>
    <div class="two">
      <section><${Part}>${t("Utkast fra bordene")} <span class="count">${drafts.length}</span><//>
        ${!drafts.length && html`<p class="empty">${t("Ingen utkast ennå.")}</p>`}
        ${byTable.map((number) => html`<p class="from">${tableName(number)}</p><${NoteLines} notes=${drafts.filter((note) => (note.table ?? 0) === number)} all=${everything(state)} state=${state} deed=${deed} ask=${ask} arrived=${arrived} where=${tableName(number)} />`)}</section>
      <section><${Part} id="utfordring-tittel">${t("Det vi er enige om")}<//>
        <${AgreedText} main=${main} ask=${ask} />
        ${twins.length > 0 && html`<ul class="notes">${twins.map((note) => html`<${Twins} key=${note.id} first=${main} other=${note} deed=${deed} />`)}</ul>`}</section>
    </div>`;
}

// Saved while it is written. What somebody else writes at the same time is kept beside it.
function AgreedText({ main, ask }) {
  const [text, setText] = useState(null);
  const [refused, setRefused] = useState("");
  const base = useRef(null);
  const kept = useRef(false);
  const timer = useRef();
  const latest = useRef();
  const sending = useRef(Promise.resolve());
  latest.current = { text, main };
  const flush = () => {
    clearTimeout(timer.current);
    sending.current = sending.current.then(async () => {
      const written = latest.current.text;
      const from = base.current;
      if (written === null || !from || written.trim() === from.text) return;
      const answer = tooLong(written) ?? (from.id && from.id !== latest.current.main?.id
        ? await ask("edit", { note: from.id, text: written, was: from.text })
        : await ask("agree", { text: written, was: from.text }));
      answer.placed = true;
      kept.current = !!answer.sorry;
      setRefused(answer.sorry ?? "");
      if (answer.value) base.current = { id: answer.value, text: written.trim() };
    });
    return sending.current;
  };
  useEffect(() => () => void flush(), []);
  const typed = (event) => {
    kept.current = false;
    setRefused("");
    base.current ??= { id: main?.id, text: main?.text ?? "" };
    setText(event.target.value);
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, 800);
  };
  const left = () => flush().then(() => {
    if (kept.current || document.activeElement?.dataset.target === "agreed") return;
    base.current = null;
    setText(null);
  });
  const others = useMemo(() => text !== null && base.current && main && base.current.id === main.id && main.text !== base.current.text, [main?.text, text]);
  return html`<textarea class="agreed" rows="8" data-target="agreed" aria-labelledby="utfordring-tittel" aria-invalid=${refused ? "true" : undefined} aria-describedby=${refused ? "utfordring-feil" : undefined} value=${text ?? main?.text ?? ""} onInput=${typed} onBlur=${left}></textarea>
    ${refused && html`<p class="wrong" role="alert" id="utfordring-feil">${refused}</p>`}
    ${others && html`<p class="late">${t("Andre skriver også her. Begge tekstene blir med.")}</p>`}
    <p class="hint">${t("Teksten får et eget lysbilde i rapporten. Alt lagres mens du skriver.")}</p>`;
}
