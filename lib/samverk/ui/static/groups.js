// Grupper: how good the division is, the groups, and moving people by keyboard, menu or mouse.
import { panel, html, t, tn, Button, Busy, Head, Menu, Summary, Tabs, Undo, useEffect, useLayoutEffect, useRef, useState, focusOn, toStep } from "./kit.js";
import { Board } from "./groups/board.js";
import { Dense } from "./groups/dense.js";
import { Chooser, makeHand } from "./groups/hand.js";
import { Compare } from "./groups/compare.js";
import { Meetings } from "./groups/meetings.js";
import { Repair } from "./groups/repair.js";
import { Rules } from "./groups/rules.js";

const MOST_ON_BOARD = 12;
const NAMED_RULES = 3;

function Figures({ state, rules, openRules }) {
  const said = [...state.rules.map(([, , text]) => text), ...state.locks.map((lock) => lock[3])];
  const shown = said.slice(0, NAMED_RULES);
  const rest = said.length - shown.length;
  return html`<p class="figures">${state.all_new} ${state.figures.map(([title, pairs, best]) => html`<span>${title}: <b>${pairs}</b> ${t("par")}${best === null ? "" : t(", best mulig {best}", { best })}. </span>`)}
      ${!state.judged && html`<button type="button" class="link" onClick=${rules.judge}>${t("Vurder inndelingen på nytt")}</button>`}</p>
    <p class="second rule-line"><span>${state.count}</span>${shown.map((text) => html`<span>${text}</span>`)}${rest > 0 && html`<span>${tn("{n} regel til", "{n} regler til", rest)}</span>`}<button type="button" class="link" data-target="rules" aria-expanded=${rules.open} onClick=${openRules}>${rules.open ? t("Skjul reglene") : t("Endre regler")}</button></p>`;
}

// What no division can follow, and what is enough to let go.
function Conflict({ state, openRules, letGo }) {
  if (!state.conflict.length) return null;
  return html`<div class="wrong conflict" role="alert"><p>${state.conflict.length > 1 ? t("Ingen inndeling kan følge disse reglene samtidig. Gruppene er som før.") : t("Ingen inndeling kan følge denne regelen. Gruppene er som før.")}</p>
    <ul>${state.conflict.map((rule) => html`<li>${rule}</li>`)}</ul>
    ${state.ways.length > 0 && html`<p>${t("En av disse endringene er nok:")}</p><div class="deeds">${state.ways.map((way, at) => html`<${Button} small onClick=${() => letGo(at)}>${way}<//>`)}</div>`}
    <p><button type="button" class="link" onClick=${openRules}>${t("Endre regler")}</button></p></div>`;
}

// Where in the programme the groups of a round are used.
function UsedBy({ rows, round }) {
  const mine = rows.filter((row) => row.round === round);
  if (!mine.length) return html`<p class="second used">${t("Runden brukes ikke av noe programpunkt.")}</p>`;
  return html`<p class="second used">${t("Brukes i:")} ${mine.map((row) => `${row.at} ${row.title}`.trim()).join(" · ")}</p>`;
}

function Hint({ state, hand, groups }) {
  if (!groups) return null;
  const chosen = state.people[hand.selected];
  if (hand.swapping) {
    return html`<p class="keys chosen" role="status"><span>${t("Velg hvem {name} skal bytte plass med.", { name: state.people[hand.swapping][0] })}</span> <span><kbd>${"Esc"}</kbd> ${t("avbryter")}</span></p>`;
  }
  if (!chosen) return html`<p class="keys">${t("Velg en deltaker for å flytte, bytte, låse eller gi en rolle.")}</p>`;
  const place = groups > 9 ? html`<kbd>${t("Tall")}</kbd> <kbd>${"Enter"}</kbd>` : html`<kbd>1</kbd>–<kbd>${groups}</kbd>`;
  return html`<p class="keys chosen"><span>${t("{name} er valgt.", { name: chosen[0] })}</span> ${groups > 1 && html`<span>${place} ${t("flytter til gruppe")}</span>`} <span><kbd>B</kbd> ${t("bytter med en annen")}</span> <span><kbd>L</kbd> ${t("låser plassen")}</span> <span><kbd>R</kbd> ${t("gir en rolle")}</span></p>`;
}

function Groups({ state, deed }) {
  const [open, setOpen] = useState(false);
  const [round, showRound] = useState("1");
  const [selected, select] = useState(null);
  const [swapping, swap] = useState(null);
  const [moving, move] = useState(null);
  const [casting, cast] = useState(null);
  const [pressed, press] = useState(null);
  const [comparing, compare] = useState(false);
  const [meeting, meet] = useState(false);
  const root = useRef();
  const refocus = useRef(null);
  const at = Math.min(Number(round), Math.max(state.rounds.length, 1)) - 1;
  const groups = state.rounds[at] ?? [];
  const unplaced = state.unplaced[at] ?? [];
  const hand = makeHand({ state, deed, groups, round: at + 1, root, refocus, selected, select, swapping, swap, moving, move, casting, cast });
  useLayoutEffect(() => {
    const who = refocus.current;
    if (who === null) return;
    const place = root.current?.querySelector(`[data-person="${CSS.escape(who)}"]`);
    if (place && document.activeElement !== place) place.focus();
  }, [state, round]);
  useEffect(() => {
    if (selected && !state.people[selected]) select(null);
    if (swapping && !state.people[swapping]) swap(null);
  }, [state]);
  // Focus follows a person who moves, until it is given to something else.
  const elsewhere = (event) => {
    if (!event.target.closest("[data-person]")) refocus.current = null;
  };
  const any = groups.length > 0;
  const nobody = !any && Object.keys(state.people).length === 0;
  const rulesOpen = open || !any;
  const openRules = () => {
    setOpen(!open);
    if (!open) setTimeout(() => focusOn("wishes"));
  };
  const show = (open, target) => {
    open(true);
    setTimeout(() => focusOn(target));
  };
  const back = (close, who) => {
    close(null);
    focusOn(`person-${who}`);
  };
  const search = (name, args) => {
    press(name);
    return deed(name, args);
  };
  const searching = (name) => (state.busy && pressed === name ? "true" : undefined);
  const keys = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.target.matches("input,textarea,select")) {
      event.preventDefault();
      deed("undo");
    }
  };
  const go = (target) => {
    const bare = target.startsWith("group-") && state.rounds.flat().find((group) => `group-${group.id}` === target);
    const who = target.startsWith("person-") ? target.slice(7) : bare ? bare.members[0] : undefined;
    if (bare) showRound(bare.id.split("-")[0]);
    if (who) select(who);
    if (target === "rooms") return toStep("about", target);
    if (target === "rows") setOpen(true);
    return setTimeout(() => focusOn(who ? `person-${who}` : target));
  };
  const locked = state.locks.length;
  return html`<div class="groups-panel" ref=${root} onKeyDown=${keys} onFocusCapture=${elsewhere}>
    <${Head} state=${state}>
      <${Undo} state=${state} deed=${deed} />
      <${Menu} label=${t("Mer")} items=${[
        any && { label: t("Endre regler"), onClick: openRules },
        any && { label: t("Skriv ut kort, skilt og lister"), onClick: () => toStep("invitation", "print") },
        any && { label: t("Sammenlign med en annen inndeling"), onClick: () => show(compare, "compare") },
        any && state.judged && !state.proven && { label: t("Let lenger etter en bedre"), onClick: () => search("longer") },
        state.meetings && { label: t("Vis hvem som møter hvem"), onClick: () => show(meet, "meetings") },
        any && { label: t("Fordel rollene på nytt"), onClick: () => deed("deal_roles") },
        locked > 0 && { label: tn("Lås opp {n} plass", "Lås opp {n} plasser", locked), onClick: () => deed("unlock_all") },
        any && !state.judged && { label: t("Vurder inndelingen på nytt"), onClick: () => deed("judge") },
        ...(any && selected && hand.groupOf(selected) ? hand.deeds(selected) : []),
      ]} />
      ${state.repairs && html`<${Button} data-target="repair" busy=${searching("repair")} onClick=${() => search("repair")}>${searching("repair") ? t("Finner færrest bytter …") : t("Reparer inndelingen")}<//>`}
      ${nobody
        ? html`<${Button} main data-target="divide" onClick=${() => toStep("participants")}>${t("Les inn deltakerliste")}<//>`
        : html`<${Button} main=${!state.repair && !comparing} busy=${searching("divide")} data-target="divide" onClick=${() => search("divide")}>${searching("divide") ? t("Deler inn …") : t("Del inn i grupper")}<//>`}
    <//>
    ${nobody && html`<p class="verdict">${t("Det er ingen deltakere å dele inn. Les inn deltakerlista først.")}</p>`}
    <${Busy} state=${state} deed=${deed} stop=${t("Stopp og bruk den beste så langt")} />
    ${state.summary && html`<p class="verdict">${state.summary}</p>`}
    ${any && html`<${Figures} state=${state} rules=${{ open, judge: () => deed("judge") }} openRules=${openRules} />`}
    ${state.told && html`<p class="told" role="status">${state.told}</p>`}
    <${Conflict} state=${state} openRules=${() => show(setOpen, "rule")} letGo=${(way) => search("let_go", { way })} />
    <${Summary} state=${{ ...state, summary: "" }} go=${go} />
    ${state.repair && html`<${Repair} repair=${state.repair} deed=${deed} />`}
    ${any && comparing && html`<${Compare} state=${state} deed=${deed} search=${search} making=${searching("other") === "true"} close=${() => { compare(false); focusOn("divide"); }} />`}
    ${rulesOpen && html`<${Rules} state=${state} deed=${deed} close=${any ? () => setOpen(false) : null} />`}
    ${state.rounds.length > 1 && html`<${Tabs} label=${t("Runder")} value=${String(at + 1)} onChange=${showRound} tabs=${state.rounds.map((_groups, n) => [String(n + 1), t("Runde {n}", { n: n + 1 })])} />`}
    ${state.rounds.length > 1 && state.rows.length > 0 && html`<${UsedBy} rows=${state.rows} round=${at + 1} />`}
    <div class="seats">${any && (groups.length > MOST_ON_BOARD ? html`<${Dense} state=${state} groups=${groups} unplaced=${unplaced} hand=${hand} deed=${deed} />` : html`<${Board} state=${state} groups=${groups} unplaced=${unplaced} hand=${hand} />`)}
    ${moving && html`<${Chooser} label=${t("Flytt {name} til", { name: state.people[moving]?.[0] })} verb=${t("Flytt")} options=${groups.map((group) => [String(group.number), t("Gruppe {n}", { n: group.number })])} done=${(group) => hand.place(moving, Number(group)).then(() => move(null))} close=${() => back(move, moving)} />`}
    ${casting && html`<${Chooser} label=${t("Rolle for {name}", { name: state.people[casting]?.[0] })} verb=${t("Gi rollen")} options=${[...state.roles, ["", t("Ingen rolle")]]} value=${hand.groupOf(casting)?.roles[casting]?.[0]} done=${(name) => hand.role(casting, name || null).then(() => cast(null))} close=${() => back(cast, casting)} />`}
    ${any && html`<${Hint} state=${state} hand=${hand} groups=${groups.length} />`}</div>
    ${state.meetings && (meeting ? html`<${Meetings} found=${state.meetings} close=${() => { meet(false); focusOn("meetings-link"); }} />` : html`<p class="more-below"><button type="button" class="link" data-target="meetings-link" onClick=${() => show(meet, "meetings")}>${t("Vis hvem som møter hvem på tvers")}</button></p>`)}
  </div>`;
}

export default panel(Groups);
