// Program: an editable table of the rows, with a picture of the day above it.
import { panel, html, t, Button, Cell, Confirm, Field, Head, Icon, Keys, Menu, Summary, Undo, clock, useRef, useState, focusOn } from "./kit.js";

function DayBar({ rows, span }) {
  const shown = rows.filter((row) => row.from !== null && row.minutes > 0);
  if (!shown.length) return null;
  const first = Math.min(span[0], shown[0].from);
  const last = Math.max(span[1], ...shown.map((row) => row.to));
  const x = (minute) => `${((minute - first) / (last - first)) * 100}%`;
  const hours = [];
  for (let hour = Math.ceil(first / 60) * 60; hour < last - 20; hour += 60) if (hour > first + 20) hours.push(hour);
  const told = shown.map((row) => `${clock(row.from)} ${row.title}`).join(", ");
  return html`<div class="daybar" role="img" aria-label=${t("Dagen: {rows}", { rows: told })}>
    <div class="pieces">${shown.map((row) => html`<span key=${row.id} class=${`piece ${row.form}`} style=${`left:${x(row.from)};width:calc(${((row.to - row.from) / (last - first)) * 100}% - 2px)`} title=${row.title}><span>${row.title}</span></span>`)}</div>
    <div class="ticks"><span style="left:0">${clock(first)}</span>${hours.map((hour) => html`<span style=${`left:${x(hour)}`}>${clock(hour)}</span>`)}<span class="last">${clock(last)}</span></div>
  </div>`;
}

function Row({ row, index, count, state, deed, open, setOpen, ask }) {
  const set = (field) => (value) => deed("set", { item: row.id, field, value });
  const drag = {
    draggable: true,
    onDragStart: (event) => event.dataTransfer.setData("text/x-samverk-row", row.id),
  };
  const drop = {
    onDragOver: (event) => event.dataTransfer.types.includes("text/x-samverk-row") && event.preventDefault(),
    onDrop: (event) => {
      event.preventDefault();
      deed("move", { item: event.dataTransfer.getData("text/x-samverk-row"), to: index });
    },
  };
  const keys = (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const target = event.target.dataset.target;
    deed("move", { item: row.id, to: index + (event.key === "ArrowUp" ? -1 : 1) }).then(() => target && focusOn(target));
  };
  const time = row.from === null ? t("utgår") : `${clock(row.from)}–${clock(row.to)}`;
  return html`<tr key=${row.id} class=${row.locked_at ? "locked" : ""} onKeyDown=${keys} ...${drop}>
    <td class="grip" ...${drag} title=${t("Dra for å flytte")}><${Icon} name="grip" /></td>
    <td class="time" data-label=${t("Kl.")}>${time}</td>
    <td class="number minutes" data-label=${t("Min")}><${Cell} label=${t("Minutter for {title}", row)} value=${row.minutes} target=${`${row.id}-minutes`} save=${(text) => deed("minutes", { item: row.id, text })} kind="clock" /></td>
    <td class="title" data-label=${t("Programpunkt")}><${Cell} strong=${row.form !== "break"} label=${t("Programpunkt")} value=${row.title} target=${`${row.id}-title`} save=${set("title")} />
      ${row.gap !== 0 && row.from !== null && html`<span class="late">${row.gap > 0 ? t("{n} min ledig før", { n: row.gap }) : t("{n} min for kort tid før", { n: -row.gap })}</span>`}</td>
    <td data-label=${t("Samler inn")}><${Cell} kind="select" label=${t("{title} samler inn", row)} value=${row.captures} options=${state.captures} target=${`${row.id}-captures`} save=${set("captures")} /></td>
    <td data-label=${t("Ansvarlig")}><${Cell} label=${t("Ansvarlig for {title}", row)} value=${row.owner} empty=${row.needs_owner ? t("Mangler") : t("Ingen")} missing=${row.needs_owner} target=${`${row.id}-owner`} save=${set("owner")} /></td>
    <td class="lock" data-label=${t("Lås")}><button type="button" class="icon" aria-pressed=${!!row.locked_at} aria-label=${row.locked_at ? t("Lås opp {title}", row) : t("Lås {title} til klokkeslettet", row)} onClick=${() => deed("lock", { item: row.id, at: row.locked_at ? null : row.from })}><${Icon} name=${row.locked_at ? "lock" : "unlock"} /></button>${row.locked_at && html`<span>${t("Låst kl. {at}", { at: row.locked_at })}</span>`}</td>
    <td class="more"><${Menu} icon="more" name=${t("Mer om {title}", row)} target=${`${row.id}-more`} items=${[
      { label: open ? t("Skjul detaljer") : t("Oppgave, manus og materiell"), onClick: () => setOpen(open ? null : row.id) },
      index > 0 && { label: t("Flytt opp"), onClick: () => deed("move", { item: row.id, to: index - 1 }).then(() => focusOn(`${row.id}-more`)) },
      index < count - 1 && { label: t("Flytt ned"), onClick: () => deed("move", { item: row.id, to: index + 1 }).then(() => focusOn(`${row.id}-more`)) },
      { label: t("Nytt punkt under"), onClick: () => ask("add", { after: row.id }).then((answer) => answer.value && focusOn(`${answer.value}-title`)) },
      row.dropped ? { label: t("Ta med igjen"), onClick: () => set("dropped")(false) } : { label: t("La utgå"), onClick: () => set("dropped")(true) },
      { label: t("Fjern"), danger: true, onClick: () => deed("remove", { item: row.id }) },
    ]} /></td>
  </tr>
  ${open && html`<tr class="details"><td colspan="8"><${Details} row=${row} state=${state} deed=${deed} /></td></tr>`}`;
}

function Details({ row, state, deed }) {
  const set = (field) => (value) => deed("set", { item: row.id, field, value });
  const prompts = state.prompts.filter(([captures]) => captures === row.captures);
  return html`<div class="fields">
    <${Field} label=${t("Oppgave til bordene")} kind="textarea" wide value=${row.prompt} save=${set("prompt")} />
    ${prompts.length > 0 && html`<${Field} label=${t("Hent et spørsmål")} kind="select" wide value="" options=${[["", t("Velg …")], ...prompts.map(([, text]) => [text, text])]} save=${(text) => text && set("prompt")(text)} />`}
    <${Field} label=${t("Manus for prosesslederen")} kind="textarea" wide value=${row.script} save=${set("script")} />
    <${Field} label=${t("Metode")} kind="select" value=${row.method} options=${[["", t("Ingen bestemt")], ...new Map([...state.methods.map((method) => [method.title, method.title]), ...(row.method ? [[row.method, row.method]] : [])])]} save=${set("method")} />
    <${Field} label=${t("Materiell")} value=${row.material} save=${set("material")} />
    <${Field} label=${t("Slik sitter vi")} kind="select" value=${row.form} options=${state.forms} save=${set("form")} />
    <${Field} label=${t("Sted")} value=${row.place} save=${set("place")} />
    <${Field} label=${t("Låst klokkeslett")} hint=${t("Tomt felt låser opp. 930, 9.30 og 9:30 går bra.")} value=${row.locked_at ?? ""} rest=${0} save=${(at) => deed("lock_at", { item: row.id, at })} />
  </div>`;
}

function Agenda({ state, deed, ask }) {
  const [open, setOpen] = useState(null);
  const [wants, want] = useState(null);
  const span = useRef();
  const add = () => ask("add", { after: "" }).then((answer) => answer.value && focusOn(`${answer.value}-title`));
  const use = (name) => (state.rows.length ? want(name) : deed("use", { name }));
  const keys = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.target.matches("input,textarea,select")) {
      event.preventDefault();
      deed("undo");
    }
  };
  return html`<div onKeyDown=${keys}>
    <${Head} state=${state}>
      <${Undo} state=${state} deed=${deed} />
      <${Menu} label=${t("Mer")} items=${[
        ...state.programmes.map(([name, title]) => ({ label: t("Bruk «{title}»", { title }), onClick: () => use(name) })),
        { label: t("Endre start og slutt"), onClick: () => want("span") },
      ]} />
      ${state.rows.length ? html`<${Button} main onClick=${add}><${Icon} name="plus" />${t("Legg til programpunkt")}<//>` : html`<${Button} main onClick=${() => use(state.programmes[0][0])}>${t("Bruk «{title}»", { title: state.programmes[0]?.[1] })}<//>`}
    <//>
    <${Summary} state=${state} />
    ${state.template_problems.map((problem) => html`<p class="wrong">${problem}</p>`)}
    ${wants && wants !== "span" && html`<${Confirm} text=${t("Programmet du har nå, blir byttet ut. Du kan angre etterpå.")} yes=${t("Bytt program")} onNo=${() => want(null)} onYes=${() => { deed("use", { name: wants }); want(null); }} />`}
    ${wants === "span" && html`<div class="fields" ref=${span}>
      <${Field} label=${t("Dagen starter kl.")} value=${state.start} rest=${0} save=${(start) => deed("span", { start, end: state.end })} />
      <${Field} label=${t("Dagen slutter kl.")} value=${state.end} rest=${0} save=${(end) => deed("span", { start: state.start, end })} />
    </div>`}
    ${state.rows.length > 0 && html`<${DayBar} rows=${state.rows} span=${state.span} />
    <table class="rows agenda"><thead><tr><th><span class="hidden">${t("Dra")}</span></th><th>${t("Kl.")}</th><th class="number">${t("Min")}</th><th>${t("Programpunkt")}</th><th>${t("Samler inn")}</th><th>${t("Ansvarlig")}</th><th>${t("Lås")}</th><th><span class="hidden">${t("Mer")}</span></th></tr></thead>
      <tbody>${state.rows.map((row, index) => html`<${Row} key=${row.id} row=${row} index=${index} count=${state.rows.length} state=${state} deed=${deed} ask=${ask} open=${open === row.id} setOpen=${setOpen} />`)}</tbody></table>
    <${Keys} keys=${[["Enter", t("endrer")], [["Alt", "↑", "↓"], t("flytter raden")], [["Ctrl", "Z"], t("angrer")]]} />`}
  </div>`;
}

export default panel(Agenda);
