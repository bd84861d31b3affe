// Om verkstedet: a form that saves by itself, in four calm parts.
import { panel, html, t, Button, Confirm, Field, Head, Icon, Menu, Summary, Undo, focusOn, useState } from "./kit.js";

function Roles({ state, deed }) {
  const roles = state.about.roles;
  const save = (value) => deed("set", { field: "roles", value });
  const put = (index, change) => save(roles.map((role, n) => (n === index ? { ...role, ...change } : role)));
  return html`<section><h2>${t("Hvem gjør hva")}</h2>
    ${roles.length === 0 && html`<p class="empty">${t("Ingen har fått en rolle ennå.")}</p>`}
    <div class="lines">${roles.map((role, index) => html`<fieldset class="line roles" key=${index}><legend class="hidden">${t("Rolle {n}", { n: index + 1 })}</legend>
      <${Field} label=${t("Rolle")} kind="select" value=${role.role} options=${state.roles} save=${(value) => put(index, { role: value })} />
      <${Field} label=${t("Navn")} value=${role.name} target=${`role-${index}`} save=${(value) => put(index, { name: value })} />
      <${Field} label=${t("Organisasjon")} value=${role.organisation} save=${(value) => put(index, { organisation: value })} />
      <button type="button" class="icon" aria-label=${t("Fjern rollen til {name}", { name: role.name || t("ingen") })} onClick=${() => save(roles.filter((_, n) => n !== index))}><${Icon} name="close" /></button>
    </fieldset>`)}</div>
    <${Button} onClick=${() => save([...roles, { role: "facilitator", name: "" }]).then(() => focusOn(`role-${roles.length}`))}><${Icon} name="plus" />${t("Legg til person")}<//>
  </section>`;
}

function Rooms({ venue, deed }) {
  const rooms = venue.rooms;
  const save = (value) => deed("set_venue", { venue: venue.id, field: "rooms", value });
  const put = (index, change) => save(rooms.map((room, n) => (n === index ? { ...room, ...change } : room)));
  const count = (index, field, least) => (value) => (Number.isInteger(value) && value >= least ? put(index, { [field]: value }) : { sorry: t("Skriv et helt tall fra {least}.", { least }) });
  return html`<div class="lines" data-target="rooms">${rooms.map((room, index) => html`<fieldset class="line rooms" key=${index}><legend class="hidden">${t("Rom {n}", { n: index + 1 })}</legend>
      <${Field} label=${t("Rom")} value=${room.name} target=${`room-${index}`} save=${(value) => put(index, { name: value })} />
      <${Field} label=${t("Antall bord")} kind="number" min="0" value=${room.tables} save=${count(index, "tables", 0)} />
      <${Field} label=${t("Plasser ved hvert bord")} kind="number" min="1" value=${room.seats} save=${count(index, "seats", 1)} />
      <button type="button" class="icon" aria-label=${t("Fjern {name}", { name: room.name || t("rommet") })} onClick=${() => save(rooms.filter((_, n) => n !== index))}><${Icon} name="close" /></button>
    </fieldset>`)}</div>
    <div class="deeds"><${Button} onClick=${() => save([...rooms, { name: "", tables: 1, seats: 8 }]).then(() => focusOn(`room-${rooms.length}`))}><${Icon} name="plus" />${t("Legg til rom")}<//><span class="second">${venue.seats}</span></div>`;
}

function Place({ state, deed }) {
  const [removing, remove] = useState(false);
  const venue = state.venue;
  const set = (field) => (value) => deed("set_venue", { venue: venue.id, field, value });
  const choose = (id) => {
    if (state.kept.some(([kept]) => kept === id)) return deed("keep_venue", { venue: id });
    return id ? deed("choose_venue", { venue: id }) : undefined;
  };
  const add = () => deed("add_venue", { name: "" }).then((answer) => answer.sorry || focusOn("venue-name"));
  const choices = [...(venue ? [] : [["", t("Velg sted …")]]), ...state.venues, ...state.kept.map(([id, name]) => [id, t("{name}, brukt før", { name })])];
  return html`<section><h2>${t("Sted")}</h2>
    <div class="where" data-target="about-venue">
      ${choices.length > 1 && html`<${Field} label=${t("Hvor skal dere være?")} kind="select" value=${venue?.id ?? ""} options=${choices} save=${choose} />`}
      <${Button} onClick=${add}><${Icon} name="plus" />${venue || choices.length > 1 ? t("Legg til et annet sted") : t("Legg til sted")}<//>
    </div>
    ${venue && html`<div class="fields venue" key=${venue.id}>
      <${Field} label=${t("Navn på stedet")} value=${venue.name} target="venue-name" save=${set("name")} />
      <${Field} label=${t("Adresse")} value=${venue.address} save=${set("address")} />
      <${Field} label=${t("Projektor og lyd")} wide value=${venue.projector} save=${set("projector")} />
      <${Field} label=${t("Tilgjengelighet")} wide hint=${t("Trinnfri adkomst, heis, teleslynge, parkering.")} value=${venue.accessibility} save=${set("accessibility")} />
      <${Field} label=${t("Navn på trådløst nett")} value=${venue.wifi_name} save=${set("wifi_name")} />
      <${Field} label=${t("Passord til nettet")} value=${venue.wifi_password} save=${set("wifi_password")} />
    </div>
    <h3>${t("Rom og bord")}</h3><${Rooms} venue=${venue} deed=${deed} />
    ${removing ? html`<${Confirm} text=${t("{name} blir borte fra lista over steder.", { name: venue.name || t("Stedet") })} yes=${t("Fjern stedet")} onNo=${() => remove(false)} onYes=${() => { remove(false); deed("remove_venue", { venue: venue.id }); }} />`
      : html`<p class="remove"><button type="button" class="link" onClick=${() => remove(true)}>${t("Fjern stedet")}</button></p>`}`}
  </section>`;
}

function About({ state, deed }) {
  const [removing, remove] = useState(false);
  const about = state.about;
  const field = (name, label, more = {}) => html`<${Field} label=${label} value=${about[name]} target=${`about-${name}`} save=${(value) => deed("set", { field: name, value })} ...${more} />`;
  return html`<div>
    <${Head} state=${state}>
      <${Undo} state=${state} deed=${deed} />
      ${state.is_empty && !state.external && html`<${Button} onClick=${() => deed("fill_sample")}>${t("Fyll inn et eksempel")}<//>`}
      ${state.is_sample && !state.external && !removing && html`<${Button} main onClick=${() => remove(true)}>${t("Fjern eksempelet og begynn")}<//>`}
    <//>
    <${Summary} state=${state} />
    ${removing && html`<${Confirm} text=${t("Alt i eksempelet blir borte: program, deltakere, grupper, innspill og tiltak. Du kan angre.")} yes=${t("Fjern eksempelet og begynn")} onNo=${() => remove(false)} onYes=${() => { remove(false); deed("remove_sample"); }} />`}
    <section><h2>${t("Hva og hvorfor")}</h2><div class="fields">
      ${field("theme", t("Månedens tema"), { wide: true, hint: t("Står på alt som sendes ut og vises.") })}
      ${field("title", t("Tittel"), { wide: true })}
      ${field("organising_unit", t("Arrangerende enhet"), { wide: true })}
      ${field("audience", t("Hvem det er for"), { kind: "textarea", wide: true, class: "short" })}
      ${field("why", t("Hvorfor samles vi?"), { kind: "textarea", wide: true })}
      ${field("purpose", t("Formål"), { kind: "textarea", wide: true })}
    </div></section>
    <section><h2>${t("Når")}</h2><div class="fields">
      ${field("date", t("Dato"), { kind: "date" })}
      ${field("length", t("Lengde"), { kind: "select", options: state.lengths })}
      <${Field} label=${t("Neste verksted")} kind="select" value=${about.interval_weeks === null ? "" : String(about.interval_weeks)}
        options=${[["", t("Ikke fast")], ["4", t("Etter 4 uker")], ["6", t("Etter 6 uker")], ["8", t("Etter 8 uker")], ["12", t("Etter 12 uker")], ["26", t("Etter et halvt år")]]}
        save=${(value) => deed("set", { field: "interval_weeks", value: value ? Number(value) : null })} />
      ${field("language", t("Språk"), { kind: "select", options: state.languages })}
      ${field("signup_address", t("Adresse for påmelding"), { kind: "url", wrong: state.wrong.signup_address })}
      ${field("signup_deadline", t("Påmeldingsfrist"), { kind: "date", wrong: state.wrong.signup_deadline })}
    </div></section>
    <${Place} state=${state} deed=${deed} />
    <${Roles} state=${state} deed=${deed} />
  </div>`;
}

export default panel(About);
