import { html, t, Button, Cell, Field, focusOn, inVoila, toStep, useState } from "./../kit.js";
import { Sentence } from "./sentence.js";

const MOST_ROUNDS = 8;

// Which rows of the programme use which round.
function Rows({ state, deed }) {
  const many = Math.max(state.wish.rounds, state.rounds.length);
  const rounds = Array.from({ length: Math.min(many, MOST_ROUNDS) }, (_none, n) => [String(n + 1), t("Runde {n}", { n: n + 1 })]);
  if (many < 2) return null;
  if (!state.rows.length) return html`<p class="second">${t("Programmet har ingen punkter med grupper ennå.")}</p>`;
  return html`<div class="round-rows">
    <table class="compact"><caption class="hidden">${t("Programpunktene og rundene de bruker")}</caption><thead><tr><th>${t("Kl.")}</th><th>${t("Programpunkt")}</th><th>${t("Runde")}</th></tr></thead>
      <tbody>${state.rows.map((row, at) => html`<tr key=${row.id}><td class="time">${row.at}</td><td>${row.title}</td>
        <td><${Cell} kind="select" target=${at ? undefined : "rows"} label=${t("Runde for {title}", { title: row.title })} value=${String(row.round)} options=${rounds} save=${(value) => deed("set_round", { item: row.id, round: Number(value) })} /></td></tr>`)}</tbody></table>
    <p><${Button} small onClick=${() => deed("spread_rounds")}>${t("Ta rundene etter tur")}<//></p></div>`;
}

// The wishes and the rules. What is set here holds from the next division on.
export function Rules({ state, deed, close }) {
  const { wish } = state;
  const [editing, edit] = useState(null);
  const set = (field) => (value) => deed("wish", { field, value });
  const weigh = (field) => (value) => deed("weigh", { field, weight: Number(value) });
  const sizes = [["size", t("Antall i hver gruppe")], ["number", t("Antall grupper")]];
  const Part = inVoila() ? "h2" : "h3";
  const change = (rule) => {
    edit(rule);
    setTimeout(() => focusOn("rule"));
  };
  return html`<section class="wishes" aria-label=${t("Ønsker og regler")}>
    <div class="fields">
      <${Field} label=${t("Bestem")} kind="select" value=${wish.by} options=${sizes} target="wishes" save=${set("by")} />
      ${wish.by === "size" ? html`<${Field} key="size" label=${t("Antall i hver gruppe")} kind="number" min="1" value=${wish.size} save=${set("size")} />` : html`<${Field} key="number" label=${t("Antall grupper")} kind="number" min="1" value=${wish.number} save=${set("number")} />`}
      <${Field} label=${t("Runder i løpet av dagen")} kind="number" min="1" max=${MOST_ROUNDS} hint=${t("Nye grupper i hver runde.")} value=${wish.rounds} save=${set("rounds")} />
      <${Field} label=${t("Bland organisasjonene")} kind="select" value=${wish.mix_organisation} options=${state.weights} save=${weigh("mix_organisation")} />
      <${Field} label=${t("Bland fagfeltene")} kind="select" value=${wish.mix_field} options=${state.weights} save=${weigh("mix_field")} />
      <${Field} label=${t("Unngå at de som har møttes, havner sammen igjen")} kind="check" value=${wish.avoid_met} save=${(value) => deed("weigh", { field: "avoid_met", weight: value ? 10 : 0 })} />
    </div>
    <p class="second">${state.planned} ${state.rooms} <button type="button" class="link" onClick=${() => toStep("about", "about-venue")}>${t("Endre sted og rom")}</button></p>
    <${Rows} state=${state} deed=${deed} />
    <${Part}>${t("Regler")}<//>
    ${state.rules.length + state.locks.length === 0 && html`<p class="empty">${t("Ingen regler ennå. Skriv en setning, eller lås en plass med L når gruppene er laget.")}</p>`}
    <ul class="rule-list">
      ${state.rules.map((rule) => html`<li key=${rule[2]}><span>${rule[2]}</span><span class="deeds"><${Button} small quiet aria-label=${t("Endre regelen: {text}", { text: rule[2] })} onClick=${() => change(rule)}>${t("Endre")}<//><${Button} small quiet aria-label=${t("Fjern regelen: {text}", { text: rule[2] })} onClick=${() => deed("remove_rule", { rule: rule[0], people: rule[1] })}>${t("Fjern")}<//></span></li>`)}
      ${state.locks.map(([participant, round, , text]) => html`<li key=${text}><span>${text}</span><${Button} small quiet aria-label=${t("Lås opp: {text}", { text })} onClick=${() => deed("lock", { participant, locked: false, round })}>${t("Lås opp")}<//></li>`)}
    </ul>
    ${Object.keys(state.people).length > 0 && html`<${Sentence} state=${state} deed=${deed} editing=${editing} edit=${edit} />`}
    ${close && html`<p class="second">${t("Reglene gjelder fra neste gang du deler inn.")} <button type="button" class="link" onClick=${close}>${t("Skjul reglene")}</button></p>`}
  </section>`;
}
