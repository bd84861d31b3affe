// Forms with a table: earlier measures, presentations, dots, the project wall, the closing.
import { html, t, tn, Button, Cell, Field, Icon, Keys, Menu, focusOn, useState } from "./../kit.js";
import { Careful, Entry, newId } from "./entry.js";
import { NoteLines, tableName } from "./note.js";
import { Part } from "./../part.js";

export function Status({ state, deed }) {
  if (!state.measures.length) return html`<p class="empty">${t("Ingen tiltak er tatt med fra et tidligere verksted.")}</p>`;
  const say = (measure, change) => deed("set_status", { measure: measure.id, status: measure.status, comment: measure.comment, ...change });
  return html`<table class="rows status"><thead><tr><th>${t("Tiltak")}</th><th>${t("Ansvarlig")}</th><th>${t("Frist")}</th><th>${t("Status")}</th><th>${t("Hvordan har det gått?")}</th></tr></thead>
    <tbody>${state.measures.map((measure) => html`<tr key=${measure.id}>
      <th scope="row"><span>${measure.text}<span class="more">${t("fra {from}", measure)}</span></span></th>
      <td data-label=${t("Ansvarlig")}>${measure.owner}</td><td class="time" data-label=${t("Frist")}>${measure.due}</td>
      <td data-label=${t("Status")}><${Cell} kind="select" label=${t("Status for {text}", measure)} value=${measure.status} options=${state.statuses} target=${measure.id} save=${(status) => say(measure, { status })} /></td>
      <td data-label=${t("Hvordan har det gått?")}><${Cell} kind="textarea" label=${t("Hvordan har det gått med {text}", measure)} value=${measure.comment} empty=${t("Skriv en linje")} save=${(comment) => say(measure, { comment })} />
        ${measure.said && html`<span class="more">${measure.said}</span>`}</td></tr>`)}</tbody></table><${Careful} />`;
}

export function Presentations({ state, deed, ask, arrived }) {
  const options = state.groups.map((group) => [group.number, tableName(group.number)]);
  const [table, setTable] = useState(options[0]?.[0] ?? 0);
  const order = state.groups.map((group) => group.number);
  const move = (from, to) => {
    if (to < 0 || to >= order.length) return;
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    deed("present", { order: next }).then(() => focusOn(`framlegg-${order[from]}`));
  };
  const keys = (index) => (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(index, index + (event.key === "ArrowUp" ? -1 : 1));
  };
  if (!options.length) return html`<p class="empty">${t("Det er ingen grupper ennå. Del inn deltakerne først.")}</p>`;
  return html`<${Entry} label=${t("Skriv en merknad til framlegget")} add=${(text) => ask("add", { text, what: "presentation", table, id: newId() })} choices=${[
      { label: t("Bord"), value: table, set: setTable, options, keys: "page" },
    ]}><div class="under"><${Keys} keys=${[["Enter", t("legger til og blir stående")], [["Page Up", "Page Down"], t("bytter bord")], [["Alt", "↑", "↓"], t("flytter gruppa")]]} /><${Careful} /></div><//>
    <table class="rows presentations"><thead><tr><th class="number">${t("Nr.")}</th><th>${t("Gruppe")}</th><th>${t("Legger fram")}</th><th class="number">${t("Innspill")}</th><th>${t("Merknader")}</th><th><span class="hidden">${t("Mer")}</span></th></tr></thead>
      <tbody>${state.groups.map((group, index) => html`<tr key=${group.number} onKeyDown=${keys(index)}>
        <td class="number" data-label=${t("Nr.")}>${index + 1}</td>
        <th scope="row"><button type="button" class="cell strong" aria-pressed=${table === group.number} data-target=${`framlegg-${group.number}`} onClick=${() => { setTable(group.number); focusOn("entry"); }}>${tableName(group.number)}</button></th>
        <td data-label=${t("Legger fram")}>${group.presenter || "–"}</td><td class="number" data-label=${t("Innspill")}>${group.notes}</td>
        <td data-label=${t("Merknader")}><${NoteLines} notes=${state.notes.filter((note) => note.table === group.number)} all=${[...state.notes, ...state.withdrawn]} state=${state} deed=${deed} ask=${ask} arrived=${arrived} where=${tableName(group.number)} /></td>
        <td class="end"><${Menu} icon="more" name=${t("Mer om {table}", { table: tableName(group.number) })} items=${[
          { label: t("Skriv merknad"), onClick: () => { setTable(group.number); focusOn("entry"); } },
          index > 0 && { label: t("Flytt opp"), onClick: () => move(index, index - 1) },
          index < order.length - 1 && { label: t("Flytt ned"), onClick: () => move(index, index + 1) },
        ]} /></td></tr>`)}</tbody></table>`;
}

export function Dots({ state, deed }) {
  const most = Math.max(1, ...state.measures.map((measure) => measure.dots ?? 0));
  const names = Object.fromEntries(state.horizons);
  if (!state.measures.length) return html`<p class="empty">${t("Ingen tiltak å stemme på ennå. Lag dem i Sammenfatning.")}</p>`;
  return html`<p>${state.ballots ? tn("{n} har stemt på telefonen.", "{n} har stemt på telefonen.", state.ballots) : t("Ingen har stemt på telefonen.")} ${state.revealed ? t("Prikker og hender er talt sammen.") : t("Tallene er skjult til du viser resultatet.")}</p>
    <table class="rows dots"><thead><tr><th class="number">${t("Nr.")}</th><th>${t("Tiltak")}</th><th>${t("Hender")}</th>${state.revealed && html`<th>${t("Prikker i alt")}</th>`}</tr></thead>
      <tbody>${state.measures.map((measure) => html`<tr key=${measure.id}>
        <td class="number" data-label=${t("Nr.")}>${measure.number}</td>
        <th scope="row"><span><span class=${`dot ${measure.horizon}`}></span>${measure.text}<span class="hidden">, ${names[measure.horizon]}</span></span></th>
        <td class="count-field" data-label=${t("Hender")}><${Field} kind="number" hideLabel label=${t("Hender for {text}", measure)} min="0" inputmode="numeric" value=${measure.hands} target=${`hender-${measure.id}`} save=${(n) => deed("hands", { measure: measure.id, n })} /></td>
        ${state.revealed && html`<td class="total" data-label=${t("Prikker i alt")}><span class="amount" style=${`--part:${measure.dots / most}`}></span><strong>${measure.dots}</strong></td>`}</tr>`)}</tbody></table>`;
}

const WALL = () => [["organisation", t("Organisasjon")], ["works_on", t("Jobber med")], ["offers", t("Kan tilby")], ["needs", t("Trenger")]];

export function Wall({ state, deed, ask }) {
  const [name, setName] = useState("");
  const [organisation, setOrganisation] = useState("");
  const add = async (works) => {
    const answer = await ask("add_project", { name: name.trim() || works, organisation, works_on: works });
    if (!answer.sorry) setName("");
    return answer;
  };
  return html`<${Entry} label=${t("Hva går det ut på?")} add=${add} choices=${[
      { label: t("Prosjekt"), value: name, set: setName },
      { label: t("Organisasjon"), value: organisation, set: setOrganisation, list: "torg-organisasjoner" },
    ]}><div class="under"><${Keys} keys=${[["Enter", t("henger opp kortet")]]} /><${Careful} /></div><//>
    <datalist id="torg-folk">${state.people.map((each) => html`<option value=${each}></option>`)}</datalist>
    <datalist id="torg-organisasjoner">${state.organisations.map((each) => html`<option value=${each}></option>`)}</datalist>
    ${!state.projects.length && html`<p class="empty">${t("Ingen kort på torget ennå.")}</p>`}
    ${state.projects.length > 0 && html`<table class="rows wall"><thead><tr><th>${t("Prosjekt")}</th>${WALL().map(([, name]) => html`<th>${name}</th>`)}<th>${t("Vil være med")}</th><th><span class="hidden">${t("Mer")}</span></th></tr></thead>
      <tbody>${state.projects.map((card) => html`<tr key=${card.id}>
        <th scope="row"><${Cell} strong label=${t("Prosjekt")} value=${card.name} target=${card.id} save=${(value) => deed("set_project", { project: card.id, field: "name", value })} /></th>
        ${WALL().map(([field, name]) => html`<td data-label=${name}><${Cell} kind=${field === "organisation" ? "text" : "textarea"} list=${field === "organisation" ? "torg-organisasjoner" : undefined} label=${t("{field} for {name}", { field: name, name: card.name })} value=${card[field]} save=${(value) => deed("set_project", { project: card.id, field, value })} /></td>`)}
        <td data-label=${t("Vil være med")}><${Joining} card=${card} deed=${deed} /></td>
        <td class="end"><${Menu} icon="more" name=${t("Mer om kortet til {name}", card)} items=${[{ label: t("Ta ned kortet"), danger: true, onClick: () => deed("withdraw_project", { project: card.id, withdrawn: true }) }]} /></td></tr>`)}</tbody></table>`}`;
}

function Joining({ card, deed }) {
  const [open, setOpen] = useState(false);
  const [who, setWho] = useState("");
  const join = () => {
    if (who.trim()) deed("join_project", { project: card.id, who });
    setWho("");
    setOpen(false);
  };
  return html`<div class="joining">${card.interested.map((each) => html`<span class="who">${each}<button type="button" class="icon" aria-label=${t("Fjern {who} fra kortet til {name}", { who: each, name: card.name })} onClick=${() => deed("leave_project", { project: card.id, who: each })}><${Icon} name="close" /></button></span>`)}
    ${open
      ? html`<span class="entry"><input aria-label=${t("Hvem vil være med på kortet til {name}?", card)} placeholder=${t("Navn")} list="torg-folk" value=${who} ref=${(field) => field && document.activeElement !== field && !who && field.focus()} onInput=${(event) => setWho(event.target.value)} onKeyDown=${(event) => { if (event.key === "Enter") join(); else if (event.key === "Escape") setOpen(false); }} /><${Button} small onClick=${join}>${t("Meld på")}<//></span>`
      : html`<${Button} quiet small aria-label=${t("Jeg vil være med på kortet til {name}", card)} onClick=${() => setOpen(true)}>${t("Jeg vil være med")}<//>`}</div>`;
}

export function Closing({ state, deed, ask, arrived }) {
  const topics = [["evaluation", `${t("Evaluering")}: ${state.evaluation.question}`], ["pulse", `${t("Temperaturmåling")}: ${state.pulse.question}`]];
  return html`<${Entry} label=${t("Skriv en kommentar til dagen")} add=${(text) => ask("add", { text, what: "evaluation", id: newId() })}><div class="under"><${Keys} keys=${[["Enter", t("legger til og blir stående")]]} /><${Careful} /></div><//>
    ${topics.map(([topic, title]) => html`<section key=${topic}><${Part}>${title}<//>
      <p class="second">${t("Hender i salen for hvert svar:")}</p>
      <div class="scores" role="group" aria-label=${title}>${[1, 2, 3, 4, 5].map((score) => html`<${Field} kind="number" label=${score === 1 ? t("1 (lite)") : score === 5 ? t("5 (mye)") : String(score)} min="0" inputmode="numeric" value=${state[topic].hands[score - 1]} save=${(n) => deed("raised", { topic, score, n })} />`)}</div>
      <p class="second">${state[topic].counts
        ? t("{answers} svar, {mean} i snitt. Fordelt fra 1 til 5: {counts}.", { ...state[topic], counts: state[topic].counts.join(", ") })
        : tn("{n} svar. Resultatet vises når minst {fewest} har svart.", "{n} svar. Resultatet vises når minst {fewest} har svart.", state[topic].answers, { fewest: state.fewest })}</p></section>`)}
    <section><${Part}>${t("Kommentarer")} <span class="count">${state.notes.length + state.texts.length}</span><//>
      <${NoteLines} notes=${state.notes} all=${[...state.notes, ...state.withdrawn]} state=${state} deed=${deed} ask=${ask} arrived=${arrived} where=${t("Kommentar")} />
      ${state.texts.length > 0 && html`<ul class="notes voices">${state.texts.map((text) => html`<li class="note"><p>${text}</p></li>`)}</ul>`}</section>`;
}
