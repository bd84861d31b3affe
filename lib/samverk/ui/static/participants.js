// Deltakere: the roster as a table, how a list is read, who has come, and the cross-section.
import { panel, html, t, tn, Button, Busy, Cell, Confirm, Field, File, Head, Menu, Summary, Tabs, Undo, useMemo, useRef, useState, focusOn, toStep } from "./kit.js";
import { Alike, Twins, Paste, Preview } from "./participants/reading.js";
import { CheckIn } from "./participants/checkin.js";
import { Sections } from "./participants/sections.js";
import { Found, Search, useFound } from "./search.js";

const FILES = ".xlsx,.xls,.ods,.csv,.tsv,.txt";
const COLUMNS = ["organisation", "unit", "field", "role"];

function Details({ row, state, deed, ask }) {
  const [kept, keep] = useState(null);
  const asked = useRef(false);
  if (!asked.current && !state.external) {
    asked.current = true;
    ask("details", { participant: row.id }).then((answer) => answer.value && keep(answer.value));
  }
  const set = (field) => (value) => {
    keep((now) => now && { ...now, [field]: value });
    deed("set", { participant: row.id, field, value });
  };
  return html`<div class="fields">
    ${kept && html`<${Field} label=${t("E-post")} kind="email" value=${kept.email} save=${set("email")} />
      <${Field} label=${t("Matbehov")} hint=${t("Vises bare her. Ellers telles det uten navn.")} value=${kept.dietary} save=${set("dietary")} />`}
    <${Field} label=${t("Skal ikke ha rolle i gruppa")} kind="check" value=${row.no_role} save=${(value) => deed("set", { participant: row.id, field: "no_role", value })} />
  </div>`;
}

function Row({ row, labels, words, came, open, setOpen, state, deed, ask }) {
  const set = (field) => (value) => deed("set", { participant: row.id, field, value });
  return html`<tr>
    <td data-label=${labels.name}><${Cell} strong label=${labels.name} value=${row.name} target=${`${row.id}-name`} save=${set("name")} /></td>
    ${COLUMNS.map((field) => html`<td data-label=${labels[field]}><${Cell} label=${t("{field} for {name}", { field: labels[field], name: row.name })} value=${row[field]} target=${`${row.id}-${field}`} save=${set(field)} /></td>`)}
    ${came && html`<td data-label=${t("Oppmøte")} class="came-word">${words[row.attendance]}</td>`}
    <td class="more"><${Menu} icon="more" name=${t("Mer om {name}", row)} target=${`${row.id}-more`} items=${[
      { label: open ? t("Skjul detaljer") : state.external ? t("Detaljer") : t("E-post, matbehov og mer"), onClick: () => setOpen(open ? null : row.id) },
      { label: t("Fjern {name}", row), danger: true, onClick: () => deed("remove", { participant: row.id }) },
    ]} /></td>
  </tr>
  ${open && html`<tr class="details"><td colspan=${came ? 7 : 6}><${Details} row=${row} state=${state} deed=${deed} ask=${ask} /></td></tr>`}`;
}

const byName = (a, b) => a.name.localeCompare(b.name, "nb");

function Roster({ state, deed, ask }) {
  const [open, setOpen] = useState(null);
  const [bare, onlyBare] = useState(false);
  const missing = state.rows.filter((row) => !row.organisation).length;
  const rows = bare && missing ? state.rows.filter((row) => !row.organisation) : state.rows;
  const found = useFound(rows);
  const words = Object.fromEntries(state.attendances);
  const came = state.rows.some((row) => row.attendance !== "expected");
  const labels = { name: t("Navn"), organisation: t("Organisasjon"), unit: t("Enhet"), field: t("Fagfelt"), role: t("Rolle") };
  return html`<div class="tools">
      ${state.rows.length > 20 && html`<${Search} label=${t("Søk i deltakerne")} found=${found} />`}
      ${missing > 0 && html`<button type="button" class="link" data-target="without-organisation" aria-pressed=${bare} onClick=${() => onlyBare(!bare)}>${bare ? t("Vis alle") : t("Vis bare dem uten organisasjon ({n})", { n: missing })}</button>`}
    </div>
    <table class="rows people"><thead><tr><th>${labels.name}</th>${COLUMNS.map((field) => html`<th>${labels[field]}</th>`)}${came && html`<th>${t("Oppmøte")}</th>`}<th><span class="hidden">${t("Mer")}</span></th></tr></thead>
      <tbody>${found.shown.map((row) => html`<${Row} key=${row.id} row=${row} labels=${labels} words=${words} came=${came} open=${open === row.id} setOpen=${setOpen} state=${state} deed=${deed} ask=${ask} />`)}</tbody></table>
    <${Found} found=${found} />
    ${state.dietary.length > 0 && html`<p class="second needs">${t("Matbehov: {needs}.", { needs: state.dietary.map(([need, n]) => `${n} ${need}`).join(", ") })}</p>`}`;
}

// Fast entry of one person after another.
function Entry({ rows, ask, close }) {
  const name = useRef();
  const organisation = useRef();
  const [wrong, tell] = useState("");
  const add = async (event) => {
    event.preventDefault();
    if (!name.current.value.trim()) {
      tell(t("Skriv navnet først."));
      return name.current.focus();
    }
    const answer = await ask("add", { name: name.current.value, organisation: organisation.current.value });
    answer.placed = true;
    tell(answer.sorry ?? "");
    if (!answer.sorry) name.current.value = "";
    return name.current.focus();
  };
  const known = [...new Set(rows.map((row) => row.organisation).filter(Boolean))];
  return html`<form class="entry new-person" onSubmit=${add} onKeyDown=${(event) => event.key === "Escape" && close()}>
    <div class="field"><label for="samverk-ny-navn">${t("Navn")}</label>
      <input type="text" id="samverk-ny-navn" ref=${name} aria-label=${t("Navn på ny deltaker")} autocomplete="off" data-target="new-name" aria-invalid=${wrong ? "true" : undefined} aria-describedby=${wrong ? "samverk-ny-om" : undefined} onInput=${() => wrong && tell("")} /></div>
    <div class="field"><label for="samverk-ny-organisasjon">${t("Organisasjon")}</label>
      <input type="text" id="samverk-ny-organisasjon" ref=${organisation} aria-label=${t("Organisasjonen til ny deltaker")} autocomplete="off" list="samverk-organisasjoner" /></div>
    <datalist id="samverk-organisasjoner">${known.map((each) => html`<option value=${each}></option>`)}</datalist>
    <button type="submit" class="button main">${t("Legg til")}</button>
    <${Button} onClick=${close}>${t("Ferdig")}<//>
    ${wrong && html`<p class="wrong" role="alert" id="samverk-ny-om">${wrong}</p>`}
  </form>`;
}

function Participants({ state: given, deed, ask }) {
  const state = useMemo(() => ({ ...given, rows: [...given.rows].sort(byName) }), [given]);
  const [tab, showTab] = useState("list");
  const [wants, want] = useState(null);
  const any = state.rows.length > 0;
  const [wrong, tell] = useState("");
  const read = (name, content) => ask("read", { name }, [content]).then((answer) => {
    answer.placed = true;
    tell(answer.sorry ?? "");
  });
  const opener = useRef();
  const close = () => {
    want(null);
    setTimeout(() => (opener.current?.querySelector(".head .button.main") ?? opener.current?.querySelector(".head .button"))?.focus());
  };
  const add = () => {
    want("add");
    showTab("list");
    setTimeout(() => focusOn("new-name"));
  };
  const go = (target) => {
    if (target === "rooms") return toStep("about", target);
    if (target === "expected") showTab("sections");
    if (target === "without-organisation") showTab("list");
    return setTimeout(() => focusOn(target));
  };
  const checks = any && tab === "check";
  const main = state.preview || wants === "add" || wants === "paste" ? null
    : checks ? (state.counts.expected > 0 && html`<${Button} main onClick=${() => deed("check_in_rest")}>${t("Resten har møtt")}<//>`)
    : any || state.external ? html`<${Button} main onClick=${add}>${t("Legg til deltaker")}<//>`
    : html`<span data-target="read"><${File} main label=${t("Les inn deltakerliste")} accept=${FILES} onFile=${read} /></span>`;
  return html`<div class="people-panel" ref=${opener}>
    <${Head} state=${state}>
      <${Undo} state=${state} deed=${deed} />
      <${Menu} label=${t("Mer")} items=${[
        !state.external && { label: t("Lim inn liste"), onClick: () => { want("paste"); setTimeout(() => focusOn("pasted")); } },
        !any && { label: t("Legg til deltaker"), onClick: add },
        any && { label: t("Sjekk inn på dagen"), onClick: () => showTab("check") },
        any && !state.external && { label: t("Fjern alle deltakere"), danger: true, onClick: () => want("empty") },
      ]} />
      ${any && !checks && !state.preview && !state.external && html`<${File} label=${t("Les inn liste")} accept=${FILES} onFile=${read} />`}
      ${main}
    <//>
    <${Busy} state=${state} deed=${deed} />
    ${(wrong || state.unread) && !state.preview && html`<p class="wrong unread" role="alert">${wrong || state.unread}</p>`}
    <${Summary} state=${state} go=${go} />
    ${state.hint && html`<p class="second">${state.hint}</p>`}
    ${wants === "empty" && html`<${Confirm} text=${tn("{n} deltaker blir fjernet, og gruppene med dem. Du kan angre etterpå.", "{n} deltakere blir fjernet, og gruppene med dem. Du kan angre etterpå.", state.rows.length)} yes=${t("Fjern alle")} onNo=${() => want(null)} onYes=${() => { deed("remove_all"); want(null); }} />`}
    ${wants === "paste" && !state.preview && html`<${Paste} ask=${ask} close=${close} />`}
    ${state.preview && html`<${Preview} preview=${state.preview} deed=${deed} done=${() => want(null)} />`}
    ${wants === "add" && html`<${Entry} rows=${state.rows} ask=${ask} close=${close} />`}
    ${!any && !state.preview && wants !== "paste" && html`<p class="empty">${state.external ? t("Arrangøren har ikke lest inn deltakerne ennå.") : t("Les inn lista fra påmeldingen: Excel, CSV eller tekst. Du ser hva som er hentet fra hvilken kolonne før noe tas inn.")}</p>`}
    ${any && !state.preview && html`<${Alike} alike=${state.alike} deed=${deed} />
      <${Twins} twins=${state.twins} deed=${deed} />
      <${Tabs} label=${t("Visning")} value=${tab} onChange=${showTab} tabs=${[["list", t("Liste")], ["check", t("Oppmøte")], ["sections", t("Tverrsnitt")]]} />
      ${tab === "list" && html`<${Roster} state=${state} deed=${deed} ask=${ask} />`}
      ${tab === "check" && html`<${CheckIn} state=${state} deed=${deed} />`}
      ${tab === "sections" && html`<${Sections} state=${state} deed=${deed} />`}`}
  </div>`;
}

export default panel(Participants);
