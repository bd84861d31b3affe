// Oppfølging: who owes what, overdue first, with a line on how it goes, and what is sent out.
import { panel, html, t, tn, Busy, Button, Cell, File, Head, Menu, Summary, Undo, useEffect, useRef, useState } from "./kit.js";
import { copy } from "./invitation/texts.js";
import { Part } from "./part.js";

const from = (row) => [row.commitment && t("løfte fra lederne"), row.source && t("fra {source}", row), row.person].filter(Boolean).join(" · ");

function Row({ row, state, deed, open, setOpen }) {
  const say = (change) => deed("set_status", { measure: row.id, status: row.status, comment: row.comment, ...change });
  const set = (field) => (value) => deed("set", { measure: row.id, field, value });
  const about = from(row);
  return html`<tr>
    <td class="what" data-label=${t("Tiltak")}><div>${row.text}${about && html`<span class="second">${about}</span>`}
      ${row.history.length > 0 && html`<button type="button" class="link small" aria-expanded=${open} aria-label=${t("Historikk for {text}", row)} onClick=${() => setOpen(open ? null : row.id)}>${t("Historikk ({n})", { n: row.history.length })}</button>`}</div></td>
    <td data-label=${t("Frist")} class="due"><div><${Cell} kind="date" label=${t("Frist for {text}", row)} value=${row.due} shown=${row.due_text} empty=${t("Sett frist")} target=${`${row.id}-due`} save=${set("due")} />${row.late && html`<span class="late">${row.late}</span>`}</div></td>
    <td data-label=${t("Status")} class="word"><${Cell} kind="select" label=${t("Status for {text}", row)} value=${row.status} options=${state.statuses} target=${`${row.id}-status`} save=${(status) => say({ status, comment: "" })} /></td>
    <td data-label=${t("Hvordan går det?")} class="comment"><${Cell} kind="textarea" label=${t("Hvordan går det med {text}", row)} value=${row.comment} empty=${t("Skriv en setning")} target=${`${row.id}-comment`} save=${(comment) => say({ comment })} /></td>
  </tr>
  ${open && html`<tr class="details"><td colspan="4"><ul class="history">${row.history.map((each) => html`<li><span class="time">${each.date}</span> ${each.status}${each.comment && html`: ${each.comment}`}</li>`)}</ul></td></tr>`}`;
}

function Heads() {
  return html`<colgroup><col class="first" /><col class="second-column" /><col class="third" /><col /></colgroup><thead><tr><th>${t("Tiltak")}</th><th>${t("Frist")}</th><th>${t("Status")}</th><th>${t("Hvordan går det?")}</th></tr></thead>`;
}

// The e-mail to one owner, with the calendar file and the form to go with it.
function Reminder({ owner, ask, close }) {
  const [mail, setMail] = useState(null);
  const [said, say] = useState("");
  const field = useRef();
  useEffect(() => { ask("reminder", { owner }).then((answer) => setMail(answer.value ?? null)); }, [owner]);
  if (!mail) return null;
  const take = () => copy(field.current).then((copied) => say(copied ? t("Teksten er kopiert. Lim den inn i en e-post.") : t("Teksten er merket. Trykk Ctrl + C for å kopiere den.")));
  return html`<div class="reminder">
    <p class="second">${t("Emne: {subject}", mail)}</p>
    <textarea ref=${field} readonly rows="10" aria-label=${t("E-post til {owner}", { owner })} value=${mail.text}></textarea>
    <div class="deeds"><${Button} small onClick=${take}>${t("Kopier teksten")}<//>
      <${Button} small onClick=${() => ask("calendar", { owner })}>${t("Last ned frister (.ics)")}<//>
      <${Button} small onClick=${() => ask("form", { owner })}>${t("Last ned skjema")}<//>
      <${Button} small quiet onClick=${close}>${t("Lukk")}<//></div>
    <p class="second" role="status">${said}</p></div>`;
}

function FollowUp({ state, deed, ask }) {
  const [open, setOpen] = useState(null);
  const [writing, write] = useState(null);
  const [ended, showEnded] = useState(false);
  const bring = (name, content) => deed("read", { name }, [content]);
  const row = (each) => html`<${Row} key=${each.id} row=${each} state=${state} deed=${deed} open=${open === each.id} setOpen=${setOpen} />`;
  return html`<div>
    <${Head} state=${state}>
      <${Undo} state=${state} deed=${deed} />
      <${Menu} label=${t("Mer")} items=${[{ label: t("Statusside til direktøren"), onClick: () => deed("status_page") }]} />
      <${File} label=${t("Les inn skjema …")} accept=".xlsx" onFile=${bring} />
      <${Button} main busy=${!!state.busy} onClick=${() => deed("all")}>${state.busy ? state.busy.text : t("Påminnelser til alle")}<//>
    <//>
    <${Summary} state=${state} />
    <${Busy} state=${state} deed=${deed} />
    ${!state.owners.length && html`<p class="empty">${t("Tiltakene fra Sammenfatning og løftene fra lederne står her til de er ferdige.")}</p>`}
    ${state.owners.map(({ owner, late, rows }) => html`<section class="owner" key=${owner}>
      <div class="owner-head"><${Part}>${owner || t("Uten ansvarlig")} <span class="count">${rows.length}${late > 0 && html`, <span class="late">${tn("{n} over fristen", "{n} over fristen", late)}</span>`}</span><//>
        ${owner && html`<${Button} quiet small aria-expanded=${writing === owner} aria-label=${t("Påminnelse til {owner}", { owner })} onClick=${() => write(writing === owner ? null : owner)}>${t("Påminnelse")}<//>`}</div>
      ${writing === owner && owner && html`<${Reminder} owner=${owner} ask=${ask} close=${() => write(null)} />`}
      <table class="rows follow-up"><${Heads} /><tbody>${rows.map(row)}</tbody></table>
    </section>`)}
    ${state.ended.length > 0 && html`<p class="gap"><button type="button" class="link" aria-expanded=${ended} onClick=${() => showEnded(!ended)}>${tn("{n} tiltak er avsluttet", "{n} tiltak er avsluttet", state.ended.length)}</button></p>`}
    ${ended && html`<table class="rows follow-up"><${Heads} /><tbody>${state.ended.map(row)}</tbody></table>`}
  </div>`;
}

export default panel(FollowUp);
