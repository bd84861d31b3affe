import { html, t, tn, Icon, Menu, inVoila } from "./../kit.js";

const HUES = 6;

export function Swatch({ colour }) {
  const known = colour >= 0 && colour < 2 * HUES;
  return html`<span class=${`swatch ${colour >= HUES && known ? "open" : ""}`} style=${known ? `--swatch:var(--sv-org-${(colour % HUES) + 1})` : ""} aria-hidden="true"></span>`;
}

export const rolesOf = (state, group, who) => state.roles.filter(([name]) => group?.roles[who]?.includes(name)).map(([, word]) => word).join(", ");

export const came = (attendance) => (attendance === "absent" ? t("Ikke møtt") : attendance === "late" ? t("Kom sent") : "");

export function Person({ who, group, state, hand, first }) {
  const [name, organisation, colour, attendance] = state.people[who];
  const role = rolesOf(state, group, who);
  const locked = group?.locked.includes(who);
  const selected = hand.selected === who;
  const told = [name, organisation, role, group && t("gruppe {n}", { n: group.number }), locked && t("låst"), came(attendance)].filter(Boolean).join(", ");
  return html`<li class=${`person ${selected ? "selected" : ""} ${hand.swapping === who ? "swapping" : ""}`} ...${hand.drag(who)}>
    <button type="button" data-row data-person=${who} data-target=${`person-${who}`} aria-label=${told} aria-pressed=${selected} tabindex=${selected || (first && !hand.selected) ? 0 : -1}
      onClick=${() => hand.press(who)} onFocus=${() => hand.focused(who)} onKeyDown=${(event) => hand.key(event, who)}>
      <span class="top"><b>${name}${locked && html`<${Icon} name="lock" />`}</b><span class="role">${role}</span></span>
      <span class="second">${organisation && html`<${Swatch} colour=${colour} />`}${organisation}${came(attendance) && html` <span class="late">${came(attendance)}</span>`}</span>
    </button>
    ${selected && html`<${Menu} icon="more" name=${t("Mer om {name}", { name })} items=${hand.deeds(who)} />`}
  </li>`;
}

// Up to twelve groups: each a list of people under its table.
export function Board({ state, groups, unplaced, hand }) {
  const seated = groups.some((group) => group.members.includes(hand.selected)) || unplaced.includes(hand.selected);
  const entry = seated ? { ...hand } : { ...hand, selected: null };
  const firstOf = unplaced[0] ?? groups.find((group) => group.members.length)?.members[0];
  const level = inVoila() ? "h2" : "h3";
  return html`<div class="board">
    ${unplaced.length > 0 && html`<section class="seating bare"><header><${level}>${t("Uten gruppe")}<//><span>${tn("{n} deltaker", "{n} deltakere", unplaced.length)}</span></header>
      <ul>${unplaced.map((who) => html`<${Person} key=${who} who=${who} state=${state} hand=${entry} first=${who === firstOf} />`)}</ul></section>`}
    ${groups.map((group) => html`<section class="seating" key=${group.id} data-target=${`group-${group.id}`} aria-labelledby=${`gruppe-${group.id}`} ...${hand.drop(group.number)}>
      <header><${level} id=${`gruppe-${group.id}`}>${t("Gruppe {n}", { n: group.number })}<//><span>${group.room ? t("{room}, bord {n}", { room: group.room, n: group.number }) : t("Bord {n}", { n: group.number })}</span></header>
      ${group.reason && html`<p class="reason">${group.reason}</p>`}
      ${group.members.length ? html`<ul>${group.members.map((who) => html`<${Person} key=${who} who=${who} group=${group} state=${state} hand=${entry} first=${who === firstOf} />`)}</ul>` : html`<p class="empty">${t("Ingen i gruppa.")}</p>`}
    </section>`)}
  </div>`;
}
