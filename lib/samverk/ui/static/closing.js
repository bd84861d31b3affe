// Avslutning og rapport: what is not ready, what people thought, and the documents.
import { panel, html, t, tn, Busy, Button, Cell, Field, Head, Menu, Summary, Undo, useRef, useState } from "./kit.js";
import { Template } from "./closing/template.js";
import { copy } from "./invitation/texts.js";

function Lacking({ state, deed }) {
  if (!state.any_measures) return html`<p class="empty">${t("Lag tiltak i Sammenfatning, så står de her til de er klare.")}</p>`;
  if (!state.lacking.length) return null;
  const set = (row, field) => (value) => deed("set_measure", { measure: row.id, field, value });
  return html`<section><h2>${t("Tiltak som ikke er klare")}</h2>
    <datalist id="avslutning-eiere">${state.owners.map((owner) => html`<option value=${owner}></option>`)}</datalist>
    <table class="rows lacking"><thead><tr><th>${t("Tiltak")}</th><th>${t("Ansvarlig")}</th><th>${t("Første steg")}</th><th>${t("Frist")}</th></tr></thead>
    <tbody>${state.lacking.map((row) => html`<tr key=${row.id}>
      <td class="what" data-label=${t("Tiltak")}>${row.text}</td>
      <td data-label=${t("Ansvarlig")}><${Cell} label=${t("Ansvarlig for {text}", row)} list="avslutning-eiere" value=${row.owner} empty=${t("Mangler")} missing target=${`closing-${row.id}-owner`} save=${set(row, "owner")} /></td>
      <td data-label=${t("Første steg")}><${Cell} kind="textarea" label=${t("Første steg for {text}", row)} value=${row.first_step} empty=${t("Mangler")} missing target=${`closing-${row.id}-first_step`} save=${set(row, "first_step")} /></td>
      <td data-label=${t("Frist")}><${Cell} kind="date" label=${t("Frist for {text}", row)} value=${row.due} shown=${row.due.split("-").reverse().join(".")} empty=${t("Mangler")} missing target=${`closing-${row.id}-due`} save=${set(row, "due")} /></td>
    </tr>`)}</tbody></table></section>`;
}

function Answers({ topic, title, state, deed }) {
  const given = state[topic];
  const most = Math.max(1, ...given.counts);
  return html`<section class="answers"><h3>${title}</h3><p class="second">${given.question}</p>
    <table class="hands"><thead><tr><th>${t("Svar")}</th><th class="number">${t("Hender i salen")}</th><th>${given.told ? t("Svar i alt") : ""}</th></tr></thead>
    <tbody>${[1, 2, 3, 4, 5].map((score) => html`<tr><th scope="row">${score}${score === 1 ? ` ${t("(lite)")}` : score === 5 ? ` ${t("(mye)")}` : ""}</th>
      <td class="number"><${Cell} kind="number" label=${t("{title}: hender for {score}", { title, score })} value=${given.hands[score - 1]} save=${(count) => deed("hand", { topic, score, count })} /></td>
      <td>${given.told && html`<span class="meter" aria-hidden="true"><span style=${`width:${(given.counts[score - 1] / most) * 100}%`}></span></span> ${given.counts[score - 1]}`}</td></tr>`)}</tbody></table>
    <p class="second">${given.told
      ? t("{n} svar, {mean} i snitt.", { n: given.answers, mean: given.mean })
      : tn("{n} svar. Resultatet vises når minst {fewest} har svart.", "{n} svar. Resultatet vises når minst {fewest} har svart.", given.answers, { fewest: given.fewest })}</p>
    ${given.texts.length > 0 && html`<ul class="plain quotes">${given.texts.map((text) => html`<li>${text}</li>`)}</ul>`}
  </section>`;
}

function Message({ deed }) {
  const [text, show] = useState("");
  const [said, say] = useState("");
  const field = useRef();
  const fetch = () => deed("message").then((answer) => {
    say("");
    show(answer.value ?? "");
  });
  const take = () => copy(field.current).then((copied) => say(copied ? t("Teksten er kopiert. Lim den inn der du vil ha den.") : t("Teksten er merket. Trykk Ctrl + C for å kopiere den.")));
  return html`<section><h2>${t("Tekst til e-post")}</h2>
    ${text && html`<div class="field"><label for="avslutning-tekst">${t("Teksten")}</label><textarea id="avslutning-tekst" class="message" ref=${field} readonly rows="12" value=${text}></textarea></div>`}
    <div class="deeds"><${Button} onClick=${fetch}>${text ? t("Hent teksten på nytt") : t("Vis teksten")}<//>
      ${text && html`<${Button} onClick=${take}>${t("Kopier teksten")}<//>`}</div>
    <p class="second" role="status">${said}</p></section>`;
}

function Closing({ state, deed }) {
  const make = (kind) => deed("make", { kind });
  return html`<div>
    <${Head} state=${state}>
      <${Undo} state=${state} deed=${deed} />
      <${Menu} label=${t("Mer")} items=${state.documents.slice(1).map(([kind, label]) => ({ label, onClick: () => make(kind) }))} />
      <${Button} class="button main making" busy=${!!state.busy} onClick=${() => make("report_pptx")}>${state.busy ? state.busy.text : t("Lag rapporten")}<//>
    <//>
    <${Summary} state=${state} />
    <${Busy} state=${state} deed=${deed} />
    ${state.made && html`<p class="told">${state.made}</p>`}
    ${state.warnings.map((warning) => html`<p class="late">${warning}</p>`)}
    <${Lacking} state=${state} deed=${deed} />
    <section><h2>${t("Hva skjer nå")}</h2><div class="fields">
      <${Field} label=${t("Neste verksted")} kind="date" value=${state.next_date} save=${(value) => deed("set", { field: "next_date", value })} />
      <${Field} label=${t("Veien videre")} kind="textarea" wide hint=${t("Står på siste lysbilde.")} value=${state.next_steps} save=${(value) => deed("set", { field: "next_steps", value })} />
    </div></section>
    <section><h2>${t("Hva deltakerne sa")}</h2>
      ${state.present > 0 && html`<p class="second">${t("{n} er registrert som møtt.", { n: state.present })}</p>`}
      <div class="choices">
        <${Answers} topic="evaluation" title=${t("Evaluering")} state=${state} deed=${deed} />
        <${Answers} topic="pulse" title=${t("Temperaturmåling")} state=${state} deed=${deed} />
      </div></section>
    <${Message} deed=${deed} />
    <${Template} state=${state} deed=${deed} />
  </div>`;
}

export default panel(Closing);
