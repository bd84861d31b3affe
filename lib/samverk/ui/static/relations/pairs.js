// New pairs from workshop to workshop, against the most that was possible.
import { html, inVoila, t } from "./../kit.js";
import { Facts, Pictures } from "./picture.js";

const Part = (props) => (inVoila() ? html`<h2 ...${props} />` : html`<h3 ...${props} />`);

export function Pairs({ found }) {
  return html`<section class="pairs">
    <div class="halves">
      <div><${Part}>${t("Nye par på tvers av organisasjoner")}<//>
        <p class="second">${t("Streken over søylen er flest mulig.")}</p>
        <${Pictures} wide=${found.new[0]} narrow=${found.new[1]} /></div>
      <div><${Part}>${t("Har møttes på tvers, i alt")}<//>
        <p class="second">${t("Den mørke delen er nye par.")}</p>
        <${Pictures} wide=${found.growth[0]} narrow=${found.growth[1]} /></div>
    </div>
    <${Facts} facts=${found.facts} caption=${t("Nye par i hvert verksted")} />
    <p class="second">${t("«Flest mulig» er regnet ut fra gruppenes størrelse, hvem som var der og hvem som hadde møttes før. Ingen inndeling kan gi flere, og kanskje ikke så mange.")}</p>
  </section>`;
}
