import { html, t, tn, Button, Field, inVoila, useEffect, useRef, useState } from "./../kit.js";

const FEW = 5;

// A list that is pasted: cells from a spreadsheet, recipients, or a name a line.
export function Paste({ ask, close }) {
  const area = useRef();
  const [wrong, tell] = useState("");
  const id = "samverk-limt";
  const read = () => ask("paste", { text: area.current.value }).then((answer) => {
    answer.placed = true;
    tell(answer.sorry ?? "");
    if (answer.sorry) area.current?.focus();
  });
  return html`<div class="field paste" onKeyDown=${(event) => event.key === "Escape" && close()}>
    <label for=${id}>${t("Lim inn lista")}</label>
    <textarea id=${id} rows="8" ref=${area} data-target="pasted" aria-describedby="${id}-om" aria-invalid=${wrong ? "true" : undefined}></textarea>
    ${wrong ? html`<p class="wrong" role="alert" id="${id}-om">${wrong}</p>` : html`<p class="hint" id="${id}-om">${t("Celler fra et regneark, mottakere fra en e-post eller ett navn på hver linje.")}</p>`}
    <div class="deeds"><${Button} main onClick=${read}>${t("Les lista")}<//><${Button} onClick=${close}>${t("Avbryt")}<//></div>
  </div>`;
}

function Rows({ problems, title }) {
  const [all, showAll] = useState(false);
  if (!problems.length) return null;
  const shown = all ? problems : problems.slice(0, FEW);
  return html`<div class="bad-rows">
    <p>${title}</p>
    <ul>${shown.map(([row, message]) => html`<li><span class="row">${t("Rad {row}", { row })}</span> ${message}</li>`)}</ul>
    ${shown.length < problems.length && html`<button type="button" class="link" onClick=${() => showAll(true)}>${t("Vis alle {n}", { n: problems.length })}</button>`}
  </div>`;
}

const few = (texts) => texts.slice(0, FEW).join(", ") + (texts.length > FEW ? " …" : "");
const quoted = (text) => `«${text}»`;

const NAMES = ["name", "first_name", "last_name"];

// What was taken from which column, before anything is taken in.
export function Preview({ preview, deed, done }) {
  const choices = [["-1", t("Ikke med")], ...preview.headings.map((heading, at) => [String(at), heading])];
  const known = preview.people - preview.new;
  const take = () => deed("take").then((answer) => answer.sorry || done());
  const forget = () => deed("forget").then(done);
  const [all, showAll] = useState(false);
  const shown = preview.columns.filter(([field, , at]) => all || at >= 0 || (preview.wrong && NAMES.includes(field)));
  const found = new Set(shown.map(([field]) => field));
  const told = (field) => (NAMES.includes(field) && NAMES.some((name) => found.has(name))) || (["organisation", "unit"].includes(field) && preview.sections.length > 0);
  const others = preview.columns.filter(([field]) => !found.has(field) && !told(field)).map(([, title]) => title);
  const mapping = useRef();
  const showOthers = () => {
    showAll(true);
    setTimeout(() => mapping.current?.querySelector("select")?.focus());
  };
  const heading = useRef();
  const level = inVoila() ? "h2" : "h3";
  useEffect(() => heading.current.focus(), [preview.name]);
  return html`<section class="preview" aria-label=${t("Lista som er lest")}>
    <${level} ref=${heading} tabindex="-1">${preview.name ? t("Lest fra {name}", preview) : t("Lest fra det du limte inn")}<//>
    ${preview.sheets.length > 1 && html`<${Field} label=${t("Ark")} kind="select" value=${preview.sheet} options=${preview.sheets.map((sheet) => [sheet, sheet])} save=${(sheet) => deed("sheet", { sheet })} />`}
    <table class="rows mapping" ref=${mapping}><thead><tr><th>${t("Vi leser")}</th><th>${t("Fra kolonnen")}</th><th>${t("De første verdiene")}</th></tr></thead><tbody>
      ${shown.map(([field, title, at]) => html`<tr key=${field}>
        <th scope="row">${title}</th>
        <td data-label=${t("Fra kolonnen")}><select aria-label=${t("Kolonne for {title}", { title })} value=${String(at)} onChange=${(event) => { showAll(true); deed("column", { field, column: Number(event.target.value) }); }}>${choices.map(([key, name]) => html`<option value=${key} selected=${key === String(at)}>${name}</option>`)}</select></td>
        <td data-label=${at >= 0 ? t("De første verdiene") : undefined} class="samples">${at >= 0 && (preview.samples[at] ?? []).join(" · ")}</td>
      </tr>`)}</tbody></table>
    ${shown.length < preview.columns.length && html`<p class="second">${others.length > 0 && t("Ikke funnet i noen kolonne: {fields}.", { fields: others.join(", ") })} <button type="button" class="link" onClick=${showOthers}>${t("Velg kolonner selv")}</button></p>`}
    ${preview.wrong ? html`<p class="wrong">${preview.wrong}</p>` : html`<p class="taken" role="status">${tn("{n} deltaker kan tas inn.", "{n} deltakere kan tas inn.", preview.people)}
      ${known > 0 && ` ${tn("{n} står på lista fra før og blir oppdatert.", "{n} står på lista fra før og blir oppdatert.", known)}`}
      ${preview.declined > 0 && ` ${tn("{n} har svart nei og står som ikke møtt.", "{n} har svart nei og står som ikke møtt.", preview.declined)}`}</p>`}
    ${preview.sections.length > 0 && html`<p class="sections-read">${t("Overskrifter i lista er tatt som organisasjon eller enhet for navnene under: {names}.", { names: few(preview.sections.map(quoted)) })}</p>`}
    ${preview.passed.length > 0 && html`<p class="second">${t("Summer, merknader og gjentatte overskrifter er ikke tatt med: {texts}.", { texts: few(preview.passed.map(([row, text]) => `${quoted(text)} (${t("rad {row}", { row })})`)) })}</p>`}
    <${Rows} problems=${preview.doubts} title=${tn("{n} rad bør du se på. Den blir tatt inn slik:", "{n} rader bør du se på. De blir tatt inn slik:", preview.doubts.length)} />
    <${Rows} problems=${preview.problems} title=${tn("{n} rad kan ikke brukes og blir ikke tatt inn:", "{n} rader kan ikke brukes og blir ikke tatt inn:", preview.problems.length)} />
    <div class="deeds">
      ${!preview.wrong && html`<${Button} main onClick=${take}>${tn("Ta inn {n} deltaker", "Ta inn {n} deltakere", preview.people)}<//>`}
      <${Button} onClick=${forget}>${t("Avbryt")}<//>
    </div>
  </section>`;
}

// Organisations that may be one, merged only by somebody.
export function Alike({ alike, deed }) {
  return alike.slice(0, 3).map((names) => html`<div class="alike" key=${names.join("|")}>
    <p>${t("{names} ser ut til å være samme organisasjon.", { names: names.map((name) => `«${name}»`).join(t(" og ")) })}</p>
    <div class="deeds">${names.map((name) => html`<${Button} small onClick=${() => deed("merge", { old: names, new: name })}>${t("Kall alle «{name}»", { name })}<//>`)}
      <${Button} small quiet onClick=${() => deed("different", { names })}>${t("Nei, de er ulike")}<//></div>
  </div>`);
}

// People who may be one under two spellings: on the list, or here and in the workshop before.
export function Twins({ twins, deed }) {
  return twins.slice(0, 3).map(({ first, second, earlier }) => html`<div class="alike" key=${`${first.id}|${second.id}`}>
    <p>${earlier ? t("«{first}» ser ut til å være «{second}» fra {earlier}.", { first: first.where, second: second.where, earlier })
      : t("«{first}» og «{second}» ser ut til å være samme person.", { first: first.where, second: second.where })}</p>
    <div class="deeds">${earlier ? html`<${Button} small onClick=${() => deed("recognise", { participant: first.id, earlier: second.id })}>${t("Ja, samme person")}<//>`
      : [[first, second], [second, first]].map(([keep, gone]) => html`<${Button} small onClick=${() => deed("one", { keep: keep.id, gone: gone.id })}>${t("Behold bare «{name}»", keep)}<//>`)}
      <${Button} small quiet onClick=${() => deed("different", { names: [first.id, second.id] })}>${t("Nei, det er to")}<//></div>
  </div>`);
}
