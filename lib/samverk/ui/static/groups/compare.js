import { html, t, tn, Button, Field, inVoila, useState } from "./../kit.js";

const MOST = 12;

function Wishes({ state, search, making }) {
  const [weights, weigh] = useState({ mix_organisation: state.wish.mix_organisation, mix_field: state.wish.mix_field, avoid_met: state.wish.avoid_met });
  const set = (field) => (value) => weigh({ ...weights, [field]: value });
  const make = () => search("other", { mix_organisation: Number(weights.mix_organisation), mix_field: Number(weights.mix_field), avoid_met: weights.avoid_met });
  return html`<div class="fields">
      <${Field} label=${t("Bland organisasjonene")} kind="select" value=${weights.mix_organisation} options=${state.weights} target="compare" save=${set("mix_organisation")} />
      <${Field} label=${t("Bland fagfeltene")} kind="select" value=${weights.mix_field} options=${state.weights} save=${set("mix_field")} />
      <${Field} label=${t("Unngå at de som har møttes, havner sammen igjen")} kind="check" value=${weights.avoid_met} save=${set("avoid_met")} />
    </div>
    <p><${Button} main busy=${making} onClick=${make}>${making ? t("Lager …") : t("Lag en annen inndeling")}<//></p>`;
}

// The division in use and another one, side by side. Nothing is lost before one is dropped.
export function Compare({ state, deed, search, making, close }) {
  const [again, makeAgain] = useState(false);
  const [all, showAll] = useState(false);
  const { other } = state;
  const Part = inVoila() ? "h2" : "h3";
  const made = () => makeAgain(false);
  const moves = other ? (all ? other.moves : other.moves.slice(0, MOST)) : [];
  const many = state.rounds.length > 1;
  return html`<section class="proposal compare" aria-labelledby="samverk-sammenlign">
    <${Part} id="samverk-sammenlign">${t("To inndelinger ved siden av hverandre")}<//>
    ${(!other || again) && html`<p class="second">${t("Gruppene som er i bruk, blir stående til du velger.")}</p>
      <${Wishes} state=${state} making=${making} search=${(name, args) => { made(); return search(name, args); }} />`}
    ${other && html`<table class="compact figures-table"><thead><tr><th><span class="hidden">${t("Mål")}</span></th><th>${t("I bruk nå")}</th><th>${t("Den andre")}</th></tr></thead>
        <tbody>${other.rows.map(([title, now, then]) => html`<tr key=${title} class=${now === then ? "" : "differs"}><th scope="row">${title}</th><td>${now}</td><td>${then}</td></tr>`)}
          <tr><th scope="row">${t("Hvor god")}</th><td>${other.verdicts[0]}</td><td>${other.verdicts[1]}</td></tr></tbody></table>
      <p>${other.moved ? tn("{n} av {people} deltakere sitter i en annen gruppe i den andre.", "{n} av {people} deltakere sitter i en annen gruppe i den andre.", other.moved, { people: other.people }) : t("Alle sitter i samme gruppe i begge.")}</p>
      ${other.moves.length > 0 && html`<details><summary>${t("Vis hvem")}</summary>
        <table class="compact"><thead><tr><th>${t("Deltaker")}</th>${many && html`<th>${t("Runde")}</th>`}<th>${t("Gruppe nå")}</th><th>${t("I den andre")}</th></tr></thead>
          <tbody>${moves.map(([name, round, now, then]) => html`<tr key=${`${name} ${round}`}><th scope="row">${name}</th>${many && html`<td>${round}</td>`}<td>${now}</td><td>${then}</td></tr>`)}</tbody></table>
        ${moves.length < other.moves.length && html`<p><button type="button" class="link" onClick=${() => showAll(true)}>${t("Vis alle {n}", { n: other.moves.length })}</button></p>`}</details>`}
      <div class="deeds"><${Button} main=${!again} onClick=${() => deed("use_other")}>${t("Bruk den andre")}<//><${Button} onClick=${() => deed("drop_other").then((answer) => answer.sorry || close())}>${t("Behold den som er i bruk")}<//>
        ${!again && html`<${Button} quiet onClick=${() => makeAgain(true)}>${t("Lag en ny å sammenligne med")}<//>`}</div>`}
    <p class="second"><button type="button" class="link" onClick=${close}>${t("Skjul sammenligningen")}</button></p>
  </section>`;
}
