// A row of the programme, and what more there is to say about it.
import { html, t, Cell, Field, Icon, Menu, clock, focusOn, useState } from "./../kit.js";

const KIND = "text/x-samverk-row";

// Focus follows a row that moves, without scrolling more than it must.
const follow = (target) => target && document.querySelector(`[data-target="${CSS.escape(target)}"]`)?.focus();

function useDrop(row, index, deed) {
  const [over, setOver] = useState(false);
  return [over, {
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(KIND)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event) => {
      event.preventDefault();
      setOver(false);
      const item = event.dataTransfer.getData(KIND);
      if (item && item !== row.id) deed("move", { item, to: index });
    },
  }];
}

function Time({ row, deed }) {
  if (row.from === null) return t("utgår");
  return html`<${Cell} label=${t("{title} begynner", row)} value=${clock(row.from)} shown=${`${clock(row.from)}–${clock(row.to)}`} target=${`${row.id}-time`} save=${(text) => deed("start_at", { item: row.id, text })} />`;
}

function Lock({ row, deed }) {
  const does = row.locked_at ? t("Lås opp {title}", row) : t("Lås {title} til klokkeslettet", row);
  const turn = () => deed("lock", { item: row.id, at: row.locked_at ? null : row.from });
  return html`<button type="button" class="icon" data-target=${`${row.id}-lock`} aria-pressed=${!!row.locked_at} aria-label=${does} title=${does} onClick=${turn}><${Icon} name=${row.locked_at ? "lock" : "unlock"} /></button>${row.locked_at && html`<span>${t("Låst kl. {at}", { at: row.locked_at })}</span>`}`;
}

export function Row({ row, index, count, state, deed, open, setOpen, add }) {
  const set = (field) => (value) => deed("set", { item: row.id, field, value });
  const [over, drop] = useDrop(row, index, deed);
  const move = (to, target) => deed("move", { item: row.id, to }).then(() => follow(target));
  const keys = (event) => {
    const step = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    move(Math.max(0, index + step), event.target.dataset.target);
  };
  const gap = row.from === null ? 0 : row.gap;
  const kind = [row.locked_at && "locked", over && "over", row.dropped && "dropped", row.form].filter(Boolean).join(" ");
  return html`<tr class=${kind} data-target=${`${row.id}-row`} onKeyDown=${keys} ...${drop}>
    <td class="grip" draggable onDragStart=${(event) => event.dataTransfer.setData(KIND, row.id)} title=${t("Dra for å flytte")}><${Icon} name="grip" /></td>
    <td class="time"><${Time} row=${row} deed=${deed} /></td>
    <td class="number minutes"><${Cell} label=${t("Minutter for {title}", row)} value=${row.minutes} target=${`${row.id}-minutes`} save=${(text) => deed("minutes", { item: row.id, text })} kind="clock" /></td>
    <td class="title"><${Cell} strong=${row.form !== "break"} label=${t("Programpunkt")} value=${row.title} target=${`${row.id}-title`} save=${set("title")} />
      ${gap !== 0 && html`<span class="late">${gap > 0 ? t("{n} min ledig før", { n: gap }) : t("{n} min for kort tid før", { n: -gap })}</span>`}</td>
    <td class=${row.captures === "nothing" ? "captures none" : "captures"}><${Cell} kind="select" label=${t("{title} samler inn", row)} value=${row.captures} options=${state.captures} target=${`${row.id}-captures`} save=${set("captures")} /></td>
    <td class="owner"><${Cell} label=${t("Ansvarlig for {title}", row)} value=${row.owner} empty=${row.needs_owner ? t("Mangler") : t("Ingen")} missing=${row.needs_owner} target=${`${row.id}-owner`} save=${set("owner")} /></td>
    <td class="lock"><${Lock} row=${row} deed=${deed} /></td>
    <td class="more"><${Menu} icon="more" name=${t("Mer om {title}", row)} target=${`${row.id}-more`} items=${[
      { label: open ? t("Skjul detaljer") : t("Oppgave, manus og materiell"), onClick: () => setOpen(open ? null : row.id) },
      index > 0 && { label: t("Flytt opp"), onClick: () => move(index - 1, `${row.id}-more`) },
      index < count - 1 && { label: t("Flytt ned"), onClick: () => move(index + 1, `${row.id}-more`) },
      { label: t("Nytt punkt under"), onClick: () => add(row.id) },
      row.dropped ? { label: t("Ta med igjen"), onClick: () => set("dropped")(false) } : { label: t("La utgå"), onClick: () => set("dropped")(true) },
      { label: t("Fjern"), danger: true, onClick: () => deed("remove", { item: row.id }) },
    ]} /></td>
  </tr>
  ${open && html`<tr class="details"><td colspan="8"><${Details} row=${row} state=${state} deed=${deed} /></td></tr>`}`;
}

function Details({ row, state, deed }) {
  const set = (field) => (value) => deed("set", { item: row.id, field, value });
  const prompts = state.prompts.filter(([captures]) => captures === row.captures);
  const methods = new Map([["", t("Ingen bestemt")], ...state.methods.map((method) => [method.title, method.title]), ...(row.method ? [[row.method, row.method]] : [])]);
  const method = state.methods.find((each) => each.title === row.method);
  return html`<div class="fields">
    <${Field} label=${t("Oppgave til bordene")} kind="textarea" wide value=${row.prompt} save=${set("prompt")} />
    ${prompts.length > 0 && html`<${Field} label=${t("Hent et spørsmål")} kind="select" wide value="" options=${[["", t("Velg …")], ...prompts.map(([, text]) => [text, text])]} save=${(text) => text && set("prompt")(text)} />`}
    <${Field} label=${t("Manus for prosesslederen")} kind="textarea" wide value=${row.script} save=${set("script")} />
    <${Field} label=${t("Metode")} kind="select" wide value=${row.method} options=${[...methods]} save=${set("method")} hint=${method?.when} />
    <${Field} label=${t("Materiell")} wide value=${row.material} save=${set("material")} />
    <${Field} label=${t("Slik sitter vi")} kind="select" value=${row.form} options=${state.forms} save=${set("form")} />
    <${Field} label=${t("Sted")} value=${row.place} save=${set("place")} />
    <${Field} label=${t("Låst klokkeslett")} hint=${t("Tomt felt låser opp. 930, 9.30 og 9:30 går bra.")} value=${row.locked_at ?? ""} rest=${0} save=${(at) => deed("lock_at", { item: row.id, at })} />
    ${method?.steps?.length > 0 && html`<div class="field wide"><p class="hint">${t("Slik gjør dere {title}:", method)}</p><ol class="steps">${method.steps.map((step) => html`<li>${step}</li>`)}</ol></div>`}
  </div>`;
}

export const toTitle = (item) => focusOn(`${item}-title`);
