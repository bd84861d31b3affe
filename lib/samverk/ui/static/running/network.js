// Whether phones reach this machine, and the way out when they do not.
import { html, t, tn, Button, Field, toStep, useNow, useState } from "./../kit.js";
import { Part } from "./../part.js";

// Seconds after which nobody has come through for a reason.
const PATIENCE = 40;

export function Code({ code, label }) {
  const module = Math.max(5, Math.ceil(200 / code.size));
  return html`<svg class="qr" role="img" aria-label=${label ?? code.url} width=${code.size * module} height=${code.size * module} viewBox=${`0 0 ${code.size} ${code.size}`}><path d=${code.path} /></svg>`;
}

const HELP = () => [
  [t("Telefonen er ikke på samme nett"), t("Slå av mobildata på telefonen, og velg samme trådløse nett som denne maskinen.")],
  [t("Gjestenettet holder enhetene fra hverandre"), t("Siden laster og laster uten å komme fram. Be huset om et nett uten slik sperre, eller bruk delt nett fra en telefon.")],
  [t("Brannmuren på maskinen stenger"), t("Windows spør første gang: velg å tillate Python på private og offentlige nett. Ble det svart nei, må Python tillates i innstillingene for brannmuren.")],
  [t("VPN er på"), t("Slå av VPN mens dere prøver. Noen jobbmaskiner slår det på igjen selv.")],
  [t("Feil adresse"), t("Har maskinen både kabel og trådløst nett, må adressen være den på nettet som telefonene bruker. Velg en annen adresse over og prøv igjen.")],
];

function Help({ deed, open }) {
  return html`<details class="help" open=${open}><summary>${t("Når ingen telefon kommer gjennom")}</summary>
    <dl>${HELP().map(([cause, cure]) => html`<dt>${cause}</dt><dd>${cure}</dd>`)}</dl>
    <${Part} under>${t("Hvis ingenting hjelper")}<//>
    <ul><li>${t("Del nett fra en telefon, og koble både denne maskinen og bordene til det.")}</li>
      <li><button type="button" class="link" onClick=${() => toStep("notes")}>${t("Skriv for bordene i Innspill")}</button></li>
      <li><button type="button" class="link" onClick=${() => deed("sheets")}>${t("Skriv ut et ark til hver gruppe")}</button></li>
      <li><button type="button" class="link" onClick=${() => deed("group_files")}>${t("Lag en fil som hver gruppe fyller ut")}</button></li></ul></details>`;
}

function Opened({ network, deed, may }) {
  const { reached } = network;
  return html`<div class="test"><${Code} code=${network.test} />
    <div><p class="address">${network.test.url.replace(/^https?:\/\//, "")}</p>
      <p role="status" class=${reached ? "through" : "second"}>${reached ? tn("{n} telefon har kommet gjennom, sist kl. {at}.", "{n} telefoner har kommet gjennom, sist kl. {at}.", reached, network) : t("Skann koden med en telefon. Her står det når den har kommet gjennom.")}</p>
      <div class="deeds"><${Button} small onClick=${() => deed("check_network")}>${t("Prøv på nytt")}<//>
        ${may && !network.fixed && html`<${Button} small onClick=${() => deed("close_network")}>${t("Steng for telefoner")}<//>`}</div></div></div>`;
}

export function Network({ state, deed }) {
  const { network } = state.stage;
  const [chosen, choose] = useState("");
  const now = useNow(state.now, 5000);
  if (!network) return null;
  const may = !state.external;
  const slow = network.open && !network.reached && network.waited !== null && now - network.waited > PATIENCE;
  const address = chosen || network.address || network.addresses[0] || "";
  const open = () => deed("open_network", { address });
  return html`<details class="part network" open=${network.open && !network.reached}><summary tabindex="0" data-target="running-network">${t("Kan telefonene nå denne maskinen?")} <span class=${network.reached ? "through" : "second"}>${network.reached ? t("Ja") : network.open ? t("Venter på den første") : t("Ikke åpnet")}</span></summary>
    ${network.problem && html`<p class="wrong">${network.problem}</p>`}
    ${!network.addresses.length && html`<p class="wrong">${t("Maskinen er ikke på noe nett. Koble den til nettet i lokalet.")}</p>`}
    ${network.addresses.length > 1 && may && !network.fixed && html`<${Field} label=${t("Adresse på nettet")} kind="select" value=${address} options=${network.addresses.map((each) => [each, each])} save=${(given) => { choose(given); if (network.open) deed("open_network", { address: given }); }} />`}
    ${network.open ? html`<${Opened} network=${network} deed=${deed} may=${may} />`
      : html`<p>${t("Bare denne maskinen når sidene nå. Når du åpner, kan alle på nettet nå sidene for bord og deltakere, med kode. Notatboka er fortsatt stengt for andre.")}</p>
        ${may ? html`<div class="deeds"><${Button} onClick=${open}>${t("Åpne for telefoner")}<//></div>` : html`<p class="second">${t("Arrangøren åpner for telefoner.")}</p>`}`}
    ${slow && html`<p class="late" role="status">${t("Ingen telefon har kommet gjennom på {n} s. Se hva det kan være:", { n: PATIENCE })}</p>`}
    <${Help} deed=${deed} open=${slow} />
  </details>`;
}

export function Pages({ state, deed }) {
  const { pages } = state.stage;
  const [remote, showRemote] = useState(false);
  if (!pages) return null;
  const may = !state.external;
  const row = (name, url, page, number) => html`<tr key=${`${page}${number ?? ""}`}><th scope="row">${name}</th><td data-label=${t("Adresse")}><a href=${url} target="_blank" rel="noopener">${url.replace(/^https?:\/\//, "")}</a></td>
    ${may && html`<td class="deeds-cell"><${Button} small aria-label=${t("Ny kode: {name}", { name })} onClick=${() => deed("renew", { page, ...(number ? { number } : {}) })}>${t("Ny kode")}<//></td>`}</tr>`;
  return html`<details class="part pages"><summary>${t("Adresser og koder")}</summary>
    <p class="hint">${t("Koden i adressen er nøkkelen. En ny kode stenger den gamle med en gang.")} ${!state.stage.network.open && t("Adressene virker bare på denne maskinen til du åpner for telefoner.")}</p>
    <table class="rows"><thead><tr><th>${t("Side")}</th><th>${t("Adresse")}</th>${may && html`<th><span class="hidden">${t("Valg")}</span></th>`}</tr></thead><tbody>
      ${row(t("Deltakere"), pages.participant, "room")}${row(t("Storskjerm"), pages.projector, "projector")}${row(t("Fjernkontroll"), pages.remote.url, "remote")}
      ${pages.tables.map(([number, url]) => row(t("Bord {n}", { n: number }), url, "table", number))}</tbody></table>
    <p><button type="button" class="link" aria-expanded=${remote ? "true" : "false"} onClick=${() => showRemote(!remote)}>${remote ? t("Skjul koden til fjernkontrollen") : t("Vis koden til fjernkontrollen")}</button></p>
    ${remote && html`<div class="test"><${Code} code=${pages.remote} /><p>${t("Skann med din egen telefon. Den styrer klokka og storskjermen mens du går rundt.")}</p></div>`}
  </details>`;
}
