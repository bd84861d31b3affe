import { html, t, tn, Cell, Icon, Menu } from "./../kit.js";
import { Found, Search, useFound } from "./../search.js";
import { Swatch, came, rolesOf } from "./board.js";

// More than twelve groups: one line a person, with search.
export function Dense({ state, groups, unplaced, hand, deed }) {
  const row = (who, group) => ({
    id: who, group, name: state.people[who][0], organisation: state.people[who][1], role: rolesOf(state, group, who),
    more: group ? `${t("gruppe {n}", { n: group.number })} ${group.room}` : t("uten gruppe"),
  });
  const rows = [...unplaced.map((who) => row(who, null)), ...groups.flatMap((group) => group.members.map((who) => row(who, group)))].filter((each) => state.people[each.id]);
  const found = useFound(rows);
  const chosen = found.hits.find((each) => each.id === hand.selected);
  const shown = chosen && !found.shown.includes(chosen) ? [...found.shown, chosen] : found.shown;
  const first = chosen ? hand.selected : found.shown[0]?.id;
  return html`<div class="tools"><${Search} label=${t("Søk på navn, organisasjon, gruppe")} found=${found} />
      <span class="second">${tn("{n} deltaker", "{n} deltakere", found.hits.length)}</span></div>
    <table class="rows dense"><thead><tr><th>${t("Deltaker")}</th><th>${t("Organisasjon")}</th><th>${t("Gruppe")}</th><th>${t("Bord")}</th><th>${t("Rolle")}</th><th><span class="hidden">${t("Lås og mer")}</span></th></tr></thead>
      <tbody>${shown.map(({ id, group, name, organisation, role }) => {
        const [, , colour, attendance] = state.people[id];
        const locked = group?.locked.includes(id);
        return html`<tr key=${id} class=${hand.selected === id ? "selected" : ""}>
          <td data-label=${t("Deltaker")}><button type="button" class="cell strong" data-person=${id} data-target=${`person-${id}`} tabindex=${id === first ? 0 : -1} aria-label=${[name, organisation, group && t("gruppe {n}", { n: group.number }), locked && t("låst")].filter(Boolean).join(", ")} aria-pressed=${hand.selected === id} onClick=${() => hand.press(id)} onFocus=${() => hand.focused(id)} onKeyDown=${(event) => hand.key(event, id)}>${name}${came(attendance) && html` <span class="late">${came(attendance)}</span>`}</button></td>
          <td data-label=${t("Organisasjon")}>${organisation && html`<span><${Swatch} colour=${colour} />${organisation}</span>`}</td>
          <td data-label=${t("Gruppe")} class="seat"><${Cell} label=${t("Gruppe for {name}", { name })} value=${group?.number ?? ""} empty=${t("Ingen")} missing target=${group ? `group-${group.id}` : undefined} save=${(text) => hand.place(id, Number(text) || 0)} /></td>
          <td data-label=${t("Bord")} class="second">${group ? (group.room ? t("{room}, bord {n}", { room: group.room, n: group.number }) : t("Bord {n}", { n: group.number })) : ""}</td>
          <td data-label=${t("Rolle")}>${group && html`<${Cell} kind="select" label=${t("Rolle for {name}", { name })} value=${group.roles[id]?.[0] ?? ""} shown=${role} empty=${t("Ingen")} options=${[["", t("Ingen")], ...state.roles]} save=${(chosen) => hand.role(id, chosen || null)} />`}</td>
          <td class="more">${group && html`<button type="button" class="icon" aria-pressed=${!!locked} aria-label=${locked ? t("Lås opp {name}", { name }) : t("Lås {name} i gruppa", { name })} onClick=${() => hand.lock(id)}><${Icon} name=${locked ? "lock" : "unlock"} /></button>`}<${Menu} icon="more" name=${t("Mer om {name}", { name })} items=${hand.deeds(id)} /></td>
        </tr>`;
      })}</tbody></table>
    <${Found} found=${found} />
    <details class="reasons"><summary>${t("Hvordan hver gruppe er satt sammen")}</summary>
      <ul>${groups.map((group) => html`<li key=${group.id}><b>${t("Gruppe {n}", { n: group.number })}</b> ${group.reason}</li>`)}</ul></details>`;
}
