// What the workshops are for, measured from one to the next.
import { html, inVoila, t } from "./../kit.js";
import { Facts, Pictures } from "./picture.js";

const Part = (props) => (inVoila() ? html`<h2 ...${props} />` : html`<h3 ...${props} />`);

export function Purposes({ found }) {
  return html`<section class="purposes">
    <${Facts} facts=${found.facts} caption=${t("Formålene i hvert verksted")} />
    <div class="halves">
      ${found.answers && html`<div><${Part}>${t("Temperaturmåling og evaluering")}<//>
        <p class="second"><span class="shade circle"></span>${t("Temperaturmåling")} <span class="shade square"></span>${t("Evaluering")} · ${t("snitt fra 1 til 5")}</p>
        <${Pictures} wide=${found.answers[0]} narrow=${found.answers[1]} /></div>`}
      ${found.measures && html`<div><${Part}>${t("Hva som er blitt av tiltakene")}<//>
        <p class="second">${found.statuses.map(([key, name]) => html`<span class="named"><span class=${`shade ${key}`}></span>${name}</span> `)}</p>
        <${Pictures} wide=${found.measures[0]} narrow=${found.measures[1]} />
        ${found.days && html`<p>${found.days}</p>`}</div>`}
    </div>
    ${found.measures && html`<${Facts} facts=${found.of_measures} caption=${t("Hva som er blitt av tiltakene fra hvert verksted")} />`}
    ${found.of_perspectives.rows.length > 0 && html`<${Part}>${t("Perspektiver fra hvert fagfelt")}<//>
      <${Facts} facts=${found.of_perspectives} caption=${t("Perspektiver fra hvert fagfelt")} />`}
  </section>`;
}
