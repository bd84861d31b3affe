import { html, t, Button, useEffect, useRef, useState } from "./../kit.js";

const NAMED_GROUPS = 6;
const TYPING = 900;
const typed = { text: "", at: 0, timer: null };

// What can be done with people by hand, be it by key, menu or mouse.
export function makeHand({ state, deed, groups, round, root, refocus, selected, select, swapping, swap, moving, move, casting, cast }) {
  const groupOf = (who) => groups.find((group) => group.members.includes(who));
  const place = (who, number) => {
    refocus.current = who;
    return deed("move", { participant: who, group: number, round });
  };
  const exchange = (a, b) => {
    swap(null);
    refocus.current = a;
    return deed("swap", { a, b, round });
  };
  const lock = (who) => {
    refocus.current = who;
    return deed("lock", { participant: who, locked: !groupOf(who)?.locked.includes(who), round });
  };
  const press = (who) => {
    if (swapping && swapping !== who) exchange(swapping, who);
    else swap(null);
    select(who);
  };
  const toDigit = (who, digit) => {
    if (groups.length <= 9) return place(who, Number(digit));
    clearTimeout(typed.timer);
    typed.text = Date.now() - typed.at > TYPING ? digit : typed.text + digit;
    typed.at = Date.now();
    typed.timer = setTimeout(() => flush(who), TYPING);
    return undefined;
  };
  const flush = (who) => {
    clearTimeout(typed.timer);
    const number = Number(typed.text);
    typed.text = "";
    if (number) place(who, number);
  };
  const step = (who, by, sideways) => {
    const places = [...root.current.querySelectorAll("[data-person]")];
    const here = places.findIndex((each) => each.dataset.person === who);
    if (!sideways) return places[here + by]?.focus();
    const lists = [...new Set(places.map((each) => each.closest("ul,tbody")))];
    const own = places[here].closest("ul,tbody");
    const row = [...own.querySelectorAll("[data-person]")].indexOf(places[here]);
    const next = lists[lists.indexOf(own) + by]?.querySelectorAll("[data-person]");
    return next?.[Math.min(row, next.length - 1)]?.focus();
  };
  const key = (event, who) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = { ArrowDown: [1, false], ArrowUp: [-1, false], ArrowRight: [1, true], ArrowLeft: [-1, true] }[event.key];
    const letter = event.key.toLowerCase();
    if (arrow) step(who, ...arrow);
    else if (/^[0-9]$/.test(event.key)) toDigit(who, event.key);
    else if (event.key === "Enter" && typed.text) flush(who);
    else if (letter === "b") swap(who);
    else if (letter === "l") lock(who);
    else if (letter === "r" && groupOf(who)) cast(who);
    else if (event.key === "Escape" && swapping) swap(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const focused = (who) => {
    if (refocus.current !== who) refocus.current = null;
    select(who);
  };
  const role = (who, name) => {
    refocus.current = who;
    return deed("set_role", { participant: who, role: name, round });
  };
  const deeds = (who) => {
    const own = groupOf(who);
    const others = groups.filter((group) => group !== own);
    const has = own?.roles[who] ?? [];
    return [
      ...(others.length <= NAMED_GROUPS ? others.map((group) => ({ label: t("Flytt til gruppe {n}", { n: group.number }), onClick: () => place(who, group.number) })) : [{ label: t("Flytt til en annen gruppe"), onClick: () => move(who) }]),
      own && others.length > 0 && { label: t("Bytt med en annen"), onClick: () => { swap(who); refocus.current = who; } },
      own && { label: own.locked.includes(who) ? t("Lås opp plassen") : t("Lås plassen"), onClick: () => lock(who) },
      ...(own ? state.roles.filter(([name]) => !has.includes(name)).map(([name, word]) => ({ label: t("Rolle: {word}", { word }), onClick: () => role(who, name) })) : []),
      has.length > 0 && { label: t("Ingen rolle"), onClick: () => role(who, null) },
    ].filter(Boolean);
  };
  const drag = (who) => ({
    draggable: true,
    onDragStart: (event) => {
      event.dataTransfer.setData("text/x-samverk-person", who);
      event.dataTransfer.effectAllowed = "move";
    },
  });
  const drop = (number) => ({
    onDragOver: (event) => event.dataTransfer.types.includes("text/x-samverk-person") && event.preventDefault(),
    onDrop: (event) => {
      event.preventDefault();
      const who = event.dataTransfer.getData("text/x-samverk-person");
      if (who) place(who, number);
    },
  });
  return { groupOf, place, press, key, focused, deeds, drag, drop, role, lock, selected, swapping, moving, casting };
}

// A choice for one person below the groups: a group where there are too many for a menu, or a role.
export function Chooser({ label, verb, options, value, done, close }) {
  const [chosen, choose] = useState(value ?? options[0][0]);
  const field = useRef();
  useEffect(() => field.current.focus(), []);
  const keys = (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === field.current) done(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="entry chooser" onKeyDown=${keys}>
    <label for="samverk-valg">${label}</label>
    <select id="samverk-valg" ref=${field} value=${chosen} onChange=${(event) => choose(event.target.value)}>${options.map(([key, name]) => html`<option value=${key} selected=${key === chosen}>${name}</option>`)}</select>
    <${Button} onClick=${() => done(chosen)}>${verb}<//><${Button} quiet onClick=${close}>${t("Avbryt")}<//>
  </div>`;
}
