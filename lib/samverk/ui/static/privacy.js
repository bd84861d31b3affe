// Personvern: what is stored and until when, what is deleted, and what goes to the archive.
import { panel, html, t, tn, Busy, Button, Cell, Confirm, Field, Head, Menu, Summary, Undo, useEffect, useState } from "./kit.js";
import { Part } from "./part.js";

function Rows({ state, deed }) {
  return html`<table class="rows kept"><thead><tr><th>${t("Hva")}</th><th>${t("Hvorfor")}</th><th>${t("Hvem ser det")}</th><th>${t("Nå")}</th><th>${t("Slettes etter")}</th></tr></thead>
    <tbody>${state.rows.map((row) => html`<tr key=${row.part}>
      <th scope="row" data-label=${t("Hva")}>${row.what}</th>
      <td data-label=${t("Hvorfor")}>${row.purpose}</td>
      <td data-label=${t("Hvem ser det")}>${row.seen}</td>
      <td data-label=${t("Nå")} class="now">${row.forgotten ? t("Slettet {date}", { date: row.forgotten }) : row.counted}</td>
      <td data-label=${t("Slettes etter")} class="until"><div><${Cell} kind="date" label=${t("{what} slettes etter", row)} value=${row.until} shown=${row.until_text} empty=${t("Sett dato")} target=${`part-${row.part}`} save=${(date) => deed("set_until", { part: row.part, date: date || null })} />
        ${row.due && html`<span class="late">${t("Over datoen")}</span>`}</div></td>
    </tr>`)}</tbody></table>`;
}

// What is to go: which parts, and which files beside.
function Deletion({ state, ask, deed, close }) {
  const due = state.rows.filter((row) => row.due).map((row) => row.part);
  const held = state.rows.filter((row) => row.held && row.part !== "met").map((row) => row.part);
  const [parts, setParts] = useState(due.length ? due : held);
  const [person, setPerson] = useState("");
  const [files, setFiles] = useState(null);
  const [chosen, choose] = useState([]);
  const turn = (list, set, each) => (on) => set(on ? [...list, each] : list.filter((other) => other !== each));
  const all = person ? ["names", "email", "dietary"] : parts;
  const look = () => ask("plan", { parts: all, person }).then((answer) => {
    if (answer.sorry) return;
    setFiles(answer.value.filter((file) => !file.copy));
    choose(answer.value.filter((file) => (file.found || (file.unsearchable && !file.path.startsWith("maler/"))) && !file.copy).map((file) => file.path));
  });
  const anew = (set) => (value) => { set(value); setFiles(null); };
  const name = state.people.find(([id]) => id === person)?.[1];
  const what = person ? name : state.rows.filter((row) => parts.includes(row.part)).map((row) => row.what.toLowerCase()).join("; ");
  return html`<section class="deletion"><${Part}>${t("Slett personopplysninger")}<//>
    <p>${t("Tallene om serien blir stående, og tiltak følges opp av enheten. Navn i tekster blir til «[navn]».")}</p>
    <div class="choices">
      <fieldset><legend>${t("Hva skal slettes?")}</legend>
        ${state.rows.map((row) => html`<${Field} key=${row.part} kind="check" label=${row.what} value=${!person && parts.includes(row.part)} save=${(on) => { setPerson(""); anew(turn(parts, setParts, row.part))(on); }} />`)}</fieldset>
      <div><${Field} kind="select" label=${t("Eller glem én person")} hint=${t("Navn, e-post og matbehov for den personen, og hvem hun eller han har møtt.")} value=${person} options=${[["", t("Ingen valgt")], ...state.people]} save=${anew(setPerson)} /></div>
    </div>
    ${files === null && html`<div class="deeds gap"><${Button} onClick=${close}>${t("Avbryt")}<//><${Button} danger onClick=${look}>${t("Se hva som forsvinner")}<//></div>`}
    ${files !== null && html`${files.length > 0 && html`<fieldset class="files"><legend>${t("Filer i verkstedets mappe som skal fjernes")}</legend>
        ${files.map((file) => html`<${Field} key=${file.path} kind="check" label=${`${file.path} (${file.size})${file.found ? ` – ${t("opplysninger funnet")}` : file.unsearchable ? ` – ${t("kan ikke gjennomsøkes")}` : ""}`} value=${chosen.includes(file.path)} save=${turn(chosen, choose, file.path)} />`)}</fieldset>`}
      <${Confirm} text=${[t("Dette forsvinner for godt: {what}.", { what }), chosen.length && tn("{n} fil fjernes.", "{n} filer fjernes.", chosen.length), t("Sikkerhetskopier og angremuligheter fjernes også.")].filter(Boolean).join(" ")} yes=${t("Slett nå")} onNo=${close} onYes=${() => { deed("forget", { parts: all, files: chosen, person }); close(); }} />`}
  </section>`;
}

function Archive({ state, ask, close }) {
  const [folder, setFolder] = useState(state.archive);
  const set = (field) => (value) => ask("set", { field, value });
  return html`<section><${Part}>${t("Til arkivet")}<//>
    <p>${t("Rapporten som PDF/A, alt som regneark, tabeller som CSV og en README legges i mappa. E-post og matbehov er ikke med.")}</p>
    <div class="fields gap">
      <${Field} label=${t("Ansvarlig")} value=${state.responsible} save=${set("responsible")} />
      <${Field} label=${t("Saksnummer")} value=${state.case_number} save=${set("case_number")} />
      <${Field} label=${t("Mappe")} wide target="archive-folder" hint=${t("Utenfor mappa med data, for eksempel på fellesområdet.")} value=${folder} rest=${0} save=${setFolder} />
    </div>
    <div class="deeds gap"><${Button} onClick=${close}>${t("Avbryt")}<//><${Button} onClick=${() => ask("archive", { folder }).then((answer) => answer.sorry || close())}>${t("Lagre i mappa")}<//></div>
  </section>`;
}

// Copies of the file, and the way back to one.
function Copies({ ask, close }) {
  const [list, setList] = useState(null);
  const [wanted, want] = useState(null);
  useEffect(() => { ask("copies").then((answer) => setList(answer.value ?? [])); }, []);
  return html`<section><${Part}>${t("Sikkerhetskopier")}<//>
    <p>${t("Samverk tar en kopi hvert minutt mens noe endres, og beholder noen av dem i en måned.")}</p>
    ${list?.length === 0 && html`<p class="empty">${t("Ingen kopier ennå.")}</p>`}
    ${wanted && html`<${Confirm} text=${t("Verkstedet blir som det var {at}. Det du har nå, kopieres først, og du kan angre.", wanted)} yes=${t("Hent fram kopien")} onNo=${() => want(null)} onYes=${() => ask("restore", { name: wanted.name }).then((answer) => answer.sorry || close())} />`}
    ${list?.length > 0 && html`<table class="copies"><thead><tr><th>${t("Tatt")}</th><th class="number">${t("Størrelse")}</th><th><span class="hidden">${t("Hent fram")}</span></th></tr></thead>
      <tbody>${list.map((copy) => html`<tr key=${copy.name}><td>${copy.at}</td><td class="number">${copy.size}</td>
        <td><${Button} small aria-label=${t("Hent fram kopien fra {at}", copy)} onClick=${() => want(copy)}>${t("Hent fram")}<//></td></tr>`)}</tbody></table>`}
    <div class="deeds gap"><${Button} onClick=${close}>${t("Lukk")}<//></div></section>`;
}

function Privacy({ state, deed, ask }) {
  const [open, setOpen] = useState("");
  const toggle = (what) => () => setOpen(open === what ? "" : what);
  const close = () => setOpen("");
  return html`<div>
    <${Head} state=${state}>
      <${Undo} state=${state} deed=${deed} />
      ${!state.external && html`<${Menu} label=${t("Mer")} items=${[{ label: t("Sikkerhetskopier"), onClick: toggle("copies") }]} />
      <${Button} danger aria-expanded=${open === "deletion"} onClick=${toggle("deletion")}>${t("Slett personopplysninger")}<//>
      <${Button} main busy=${!!state.busy} aria-expanded=${open === "archive"} onClick=${toggle("archive")}>${state.busy ? state.busy.text : t("Til arkivet")}<//>`}
    <//>
    <${Summary} state=${state} />
    ${state.interrupted && !state.busy && html`<p class="wrong">${t("En sletting ble avbrutt. Den gjøres ferdig neste gang verkstedet åpnes.")}</p>`}
    <${Busy} state=${state} deed=${deed} />
    ${state.done && html`<p class="told">${state.done}</p>`}
    ${state.others.map((text) => html`<p class="told">${text}</p>`)}
    ${state.left.map((path) => html`<p class="wrong">${t("Noe står igjen i {path}. Lukk det som har fila åpen, og slett på nytt.", { path })}</p>`)}
    ${state.cells && html`<p class="wrong">${t("Noe står skrevet i notatboka. Ta det bort i cellene og lagre.")}</p>`}
    ${state.archived.length > 0 && html`<p class="told">${tn("{n} fil ligger i {folder}.", "{n} filer ligger i {folder}.", state.archived.length - 1, { folder: state.archived[0] })}</p>`}
    ${open === "archive" && html`<${Archive} state=${state} ask=${ask} close=${close} />`}
    ${open === "copies" && html`<${Copies} ask=${ask} close=${close} />`}
    ${open === "deletion" && html`<${Deletion} state=${state} ask=${ask} deed=${deed} close=${close} />`}
    <${Part}>${t("Dette er lagret")}<//>
    <${Rows} state=${state} deed=${deed} />
    <p class="second gap">${t("Alt ligger på denne maskinen, i verkstedets mappe. Stemmer, temperaturmåling og evaluering er uten navn. Ingenting sendes ut.")}</p>
  </div>`;
}

export default panel(Privacy);
