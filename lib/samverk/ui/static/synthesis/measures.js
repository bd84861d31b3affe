// The measures: what each is, who owns it, what comes first, and the notes behind it.
import { html, t, tn, Button, Cell, Field, Keys, Menu, useState } from "./../kit.js";
import { Careful, Entry } from "./../notes/entry.js";
import { Part } from "./../part.js";

export function Measures({ state, deed, ask, notes }) {
  const [horizon, setHorizon] = useState("now");
  const [goal, setGoal] = useState("");
  const [of, setOf] = useState("");
  const [open, setOpen] = useState(null);
  const [withdrawn, showWithdrawn] = useState(false);
  const shown = state.measures.filter((measure) => (!goal || measure.goals.includes(goal)) && (!of || measure.horizon === of));
  return html`<${Entry} label=${t("Skriv et tiltak")} button=${t("Legg til tiltak")} add=${(text) => ask("add_measure", { text, horizon })} choices=${[
      { label: t("Horisont"), value: horizon, set: setHorizon, options: state.horizons, keys: "arrows" },
    ]}><div class="under"><${Keys} keys=${[["Enter", t("legger til og blir stående")], [["↑", "↓"], t("bytter horisont")]]} /><${Careful} /></div><//>
    <datalist id="tiltak-eiere">${state.owners.map((owner) => html`<option value=${owner}></option>`)}</datalist>
    <datalist id="tiltak-folk">${state.people.map((person) => html`<option value=${person}></option>`)}</datalist>
    <div class="filters">
      <label>${t("Mål")} <select value=${goal} onChange=${(event) => setGoal(event.target.value)}><option value="">${t("Alle mål")}</option>${state.goals.map((each, index) => html`<option value=${each.id}>${index + 1}. ${each.text}</option>`)}</select></label>
      <label>${t("Horisont")} <select value=${of} onChange=${(event) => setOf(event.target.value)}><option value="">${t("Alle horisonter")}</option>${state.horizons.map(([key, name]) => html`<option value=${key}>${name}</option>`)}</select></label>
      ${(goal || of) && html`<span class="second" role="status">${t("{some} av {all} tiltak", { some: shown.length, all: state.measures.length })}</span>`}
      ${(goal || of) && html`<${Button} quiet small onClick=${() => { setGoal(""); setOf(""); }}>${t("Vis alle")}<//>`}
    </div>
    ${!shown.length && html`<p class="empty">${state.measures.length ? t("Ingen tiltak passer med valget.") : t("Ingen tiltak ennå. Skriv ett her, eller lag dem av innspillene.")}</p>`}
    ${shown.length > 0 && html`<table class="rows measures"><thead><tr><th class="number">${t("Nr.")}</th><th>${t("Tiltak")}</th><th>${t("Horisont")}</th><th>${t("Ansvarlig")}</th><th>${t("Første steg")}</th><th>${t("Frist")}</th><th><span class="hidden">${t("Mer")}</span></th></tr></thead>
      <tbody>${shown.map((measure) => html`<${Row} key=${measure.id} measure=${measure} state=${state} deed=${deed} notes=${notes} open=${open === measure.id} setOpen=${setOpen} />`)}</tbody></table>`}
    ${state.withdrawn.length > 0 && html`<p class="gap"><button type="button" class="link" aria-expanded=${withdrawn} onClick=${() => showWithdrawn(!withdrawn)}>${tn("{n} tiltak er trukket tilbake", "{n} tiltak er trukket tilbake", state.withdrawn.length)}</button></p>`}
    ${withdrawn && html`<div class="withdrawn"><ul>${state.withdrawn.map((each) => html`<li key=${each.id}><span>${each.text}</span><${Button} quiet small aria-label=${t("Hent tilbake {text}", each)} onClick=${() => deed("withdraw", { measure: each.id, withdrawn: false })}>${t("Hent tilbake")}<//></li>`)}</ul></div>`}`;
}

function Row({ measure, state, deed, notes, open, setOpen }) {
  const set = (field) => (value) => deed("set", { measure: measure.id, field, value });
  const unfold = () => setOpen(open ? null : measure.id);
  const goals = measure.goals.map((id) => state.goals.findIndex((goal) => goal.id === id) + 1).filter(Boolean);
  return html`<tr>
    <td class="number" data-label=${t("Nr.")}>${measure.number}</td>
    <td class="what" data-label=${t("Tiltak")}><div><${Cell} strong kind="textarea" label=${t("Tiltak {number}", measure)} value=${measure.text} target=${`${measure.id}-text`} save=${set("text")} />
      <span class="more"><button type="button" class="link" aria-expanded=${open} aria-label=${t("Detaljer om tiltak {number}", measure)} onClick=${unfold}>${measure.notes.length ? tn("{n} innspill", "{n} innspill", measure.notes.length) : t("Detaljer")}</button>${goals.length > 0 && ` · ${tn("mål {list}", "mål {list}", goals.length, { list: goals.join(", ") })}`}${measure.from && ` · ${t("fra {from}", measure)}`}</span></div></td>
    <td data-label=${t("Horisont")} class="horizon"><span class=${`dot ${measure.horizon}`}></span><${Cell} kind="select" label=${t("Horisont for tiltak {number}", measure)} value=${measure.horizon} options=${state.horizons} save=${set("horizon")} /></td>
    <td data-label=${t("Ansvarlig")}><${Cell} label=${t("Ansvarlig for tiltak {number}", measure)} list="tiltak-eiere" value=${measure.owner} empty=${t("Mangler ansvarlig")} missing target=${`${measure.id}-owner`} save=${set("owner")} /></td>
    <td class="first" data-label=${t("Første steg")}><${Cell} kind="textarea" label=${t("Første steg for tiltak {number}", measure)} value=${measure.first_step} empty=${t("Mangler første steg")} missing target=${`${measure.id}-first_step`} save=${set("first_step")} /></td>
    <td data-label=${t("Frist")} class="due"><${Cell} kind="date" label=${t("Frist for tiltak {number}", measure)} value=${measure.due} shown=${measure.due_text} empty=${t("Mangler frist")} missing target=${`${measure.id}-due`} save=${set("due")} />${measure.overdue && html`<span class="late">${t("Over fristen")}</span>`}</td>
    <td class="end"><${Menu} icon="more" name=${t("Mer om tiltak {number}", measure)} items=${[
      { label: open ? t("Skjul detaljer") : t("Detaljer og innspill"), onClick: unfold },
      { label: t("Trekk tilbake"), danger: true, onClick: () => deed("withdraw", { measure: measure.id, withdrawn: true }) },
    ]} /></td></tr>
  ${open && html`<tr class="details"><td colspan="7"><${Details} measure=${measure} state=${state} deed=${deed} notes=${notes} /></td></tr>`}`;
}

function Details({ measure, state, deed, notes }) {
  const set = (field) => (value) => deed("set", { measure: measure.id, field, value });
  const turn = (goal) => (on) => deed("serve", { measure: measure.id, goal: goal.id, serves: on });
  const sources = measure.notes.map((id) => notes.get(id)).filter(Boolean);
  const cut = (id) => deed("connect", { measure: measure.id, notes: [id], connected: false });
  return html`<div class="two">
    <section><div class="fields">
      <${Field} label=${t("Samarbeidspartnere")} hint=${t("Skill med komma.")} wide value=${measure.partners.join(", ")} rest=${0} save=${(text) => set("partners")(text.split(",").map((each) => each.trim()).filter(Boolean))} />
      <${Field} label=${t("Person (trengs ikke)")} list="tiltak-folk" wide value=${measure.person} rest=${0} save=${set("person")} />
    </div>
    ${state.goals.length > 0 && html`<fieldset class="goal-choices"><legend>${t("Mål som tiltaket tjener")}</legend>${state.goals.map((goal, index) => html`<${Field} key=${goal.id} kind="check" label=${`${index + 1}. ${goal.text}`} value=${measure.goals.includes(goal.id)} save=${turn(goal)} />`)}</fieldset>`}</section>
    <section><${Part} small>${t("Innspill bak tiltaket")}<//>
      ${!sources.length && html`<p class="empty">${t("Ingen. Knytt innspill til tiltaket under Innspill.")}</p>`}
      <ul class="sources">${sources.map((note) => html`<li key=${note.id}><span><span class=${`dot ${note.horizon ?? ""}`}></span>${note.text} <span class="second">${note.table ? t("Bord {n}", { n: note.table }) : ""}</span>
        ${(note.merged ?? []).map((each) => html`<span class="more">${t("likt: {text}", each)}</span>`)}</span>
        <${Button} quiet small aria-label=${t("Løs fra tiltaket: {text}", note)} onClick=${() => cut(note.id)}>${t("Løs fra")}<//></li>`)}</ul></section></div>`;
}
