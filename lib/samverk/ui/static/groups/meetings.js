import { html, t, inVoila, useState } from "./../kit.js";

const MOST = 10;
const LETTER = 7.6;
const STEPS = 5;

// Half a matrix: a name stands at the end of its row and over its column.
function Half({ title, found, count, other, most }) {
  const n = found.organisations.length;
  const cell = n > 8 ? 28 : 34;
  const at = {};
  found.links.forEach(([a, b, possible, before, now]) => {
    if (a !== b) at[`${a}-${b}`] = [possible, count(before, now)];
  });
  const width = Math.ceil(Math.max(...found.organisations.map(([name], k) => k * cell + 12 + name.length * LETTER)));
  return html`<figure><figcaption>${title}</figcaption>
    <div class="scroll" tabindex="0" role="group" aria-label=${title}><svg width=${width} height=${n * cell} viewBox=${`0 0 ${width} ${n * cell}`} role="img" aria-label=${other}>
      ${found.organisations.map(([name], row) => html`<g key=${name}>
        ${found.organisations.slice(0, row).map(([column], k) => {
          const [possible, met] = at[`${k}-${row}`] ?? [0, 0];
          const step = possible && met ? Math.ceil((STEPS * met) / possible / most) : 0;
          return html`<g><title>${t("{a} og {b}: {met} av {possible} par", { a: column, b: name, met, possible })}</title>
            <rect class=${`step-${step}`} x=${k * cell + 1} y=${row * cell + 1} width=${cell - 2} height=${cell - 2} /><text class=${`count step-${step}`} x=${k * cell + cell / 2} y=${row * cell + cell / 2 + 5} text-anchor="middle">${met || "–"}</text></g>`;
        })}
        <text class="name" x=${row * cell + 8} y=${row * cell + cell / 2 + 5}>${name}</text></g>`)}
    </svg></div></figure>`;
}

// Who meets whom across organisations, before and after this workshop, as a picture and a table.
export function Meetings({ found, close }) {
  const [all, showAll] = useState(false);
  const Part = inVoila() ? "h2" : "h3";
  const name = (k) => found.organisations[k][0];
  const share = ([, , possible, before, now]) => (before + now) / possible;
  const links = found.links.filter(([, , possible]) => possible).sort((a, b) => share(a) - share(b));
  const shown = all ? links : links.slice(0, MOST);
  const most = Math.max(...links.map(share), 0.01);
  const told = t("Tallene står i tabellen under.");
  return html`<section class="meetings" aria-labelledby="samverk-moter">
    <${Part} id="samverk-moter" data-target="meetings" tabindex="-1">${t("Hvem møter hvem på tvers")}<//>
    <p>${found.text}</p>
    <p class="second">${t("Et par er to deltakere fra hver sin organisasjon. Mørkere felt: større del av parene har møttes. De som møtes minst, står øverst i tabellen.")}</p>
    <div class="halves">
      ${found.earlier && html`<${Half} most=${most} title=${t("Før dette verkstedet")} found=${found} count=${(before) => before} other=${t("Par som har møttes før. {told}", { told })} />`}
      <${Half} most=${most} title=${found.earlier ? t("Etter dette verkstedet") : t("I dette verkstedet")} found=${found} count=${(before, now) => before + now} other=${t("Par som har møttes etter dette verkstedet. {told}", { told })} />
    </div>
    <table class="compact"><caption class="hidden">${t("Par av deltakere på tvers, færrest møter først")}</caption><thead><tr><th>${t("Organisasjoner")}</th><th class="number">${t("Mulige par")}</th><th class="number">${t("Før")}</th><th class="number">${t("Nye")}</th><th class="number">${t("I alt")}</th></tr></thead>
      <tbody>${shown.map((link) => {
        const [a, b, possible, before, now] = link;
        return html`<tr key=${`${a}-${b}`}><th scope="row">${a === b ? t("{name} seg imellom", { name: name(a) }) : t("{a} og {b}", { a: name(a), b: name(b) })}</th><td class="number">${possible}</td><td class="number">${before}</td><td class="number">${now}</td><td class="number">${Math.round(100 * share(link))} %</td></tr>`;
      })}</tbody></table>
    ${shown.length < links.length && html`<p><button type="button" class="link" onClick=${() => showAll(true)}>${t("Vis alle {n}", { n: links.length })}</button></p>`}
    <p class="second"><button type="button" class="link" onClick=${close}>${t("Skjul hvem som møter hvem")}</button></p>
  </section>`;
}
