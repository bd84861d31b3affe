// Neste verksted: a date, a name, and one button; what follows and what does not.
import { panel, html, t, Button, Field, Head, Summary, useState } from "./kit.js";
import { Part } from "./part.js";

function Next({ state, deed }) {
  const [name, setName] = useState(null);
  return html`<div>
    <${Head} state=${state}>
      ${!state.external && html`<${Button} main onClick=${() => deed("make", { name: name ?? state.name })}>${t("Lag neste verksted")}<//>`}
    <//>
    <${Summary} state=${state} />
    <div class="fields">
      <${Field} label=${t("Dato for neste verksted")} kind="date" value=${state.date} save=${(value) => deed("set", { field: "next_date", value })} />
      <${Field} label=${t("Navn på notatboka")} hint=${t("Den nye notatboka legges ved siden av denne.")} value=${name ?? state.name} rest=${0} save=${setName} />
    </div>
    ${state.proposed && state.proposed !== state.date && html`<p class="deeds proposed"><span>${t("Forslag: {date}, aldri helg eller helligdag.", { date: state.proposed_text })}</span>
      <${Button} small onClick=${() => deed("set", { field: "next_date", value: state.proposed })}>${t("Bruk forslaget")}<//></p>`}
    <div class="choices">
      <section><${Part}>${t("Følger med")}<//><ul class="plain">${state.carried.filter(Boolean).map((text) => html`<li>${text}</li>`)}</ul></section>
      <section><${Part}>${t("Følger ikke med")}<//><ul class="plain">${state.left.map((text) => html`<li>${text}</li>`)}</ul></section>
    </div>
    ${state.there.length > 0 && html`<h2>${t("Laget etter dette")}</h2><ul class="plain">${state.there.map((each) => html`<li>${each.notebook}${`${each.title}.ipynb` !== each.notebook && html` <span class="second">${each.title}</span>`}</li>`)}</ul>`}
  </div>`;
}

export default panel(Next);
