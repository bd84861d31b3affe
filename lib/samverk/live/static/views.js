// What the room sees: one view at a time, each made from the whole answer.
import { code, drawing, el } from "./draw.js";
import { clock, t, tn } from "./say.js";

const HORIZONS = () => [["now", t("Strakstiltak")], ["stretch", t("Strekkmål")], ["dream", t("Drøm")]];
const scale = () => Math.min(innerWidth / 1920, innerHeight / 1080);

const address = (join) => el("span.address", `${join.address}/`, el("strong", join.code));

// The two codes: the network first, then the way in.
function codes(state, least, place) {
  const wifi = state.wifi && el("li",
    code(state.wifi.qr, t("QR-kode for nettet {name}", state.wifi), least * scale()),
    el("div", el("h2", t("1. Koble til nettet")), el("p", state.wifi.name),
      state.wifi.password ? el("p", el("span.second", t("Passord"), " "), state.wifi.password) : el("p.second", t("Uten passord"))));
  const join = el("li",
    code(state.join.qr, state.join.url, least * scale()),
    el("div", el("h2", state.wifi ? t("2. Bli med") : t("Bli med")), el("p", address(state.join)),
      el("p.second", t("Uten konto. Du kan hoppe over alt."))));
  return el(`ul.codes.${place}`, wifi, join);
}

// A list of what there is room for at most; what is left out is counted where it is drawn.
const MOST = 24;
const list = (what, all, line) => el(what, { "data-more": Math.max(0, all.length - MOST) }, all.slice(0, MOST).map(line));

const foot = (state) => state.join && codes(state, 240, "foot");
const at = (group) => t("bord {n}", { n: group.table });
// A table is named by its room alone where no other table stands there.
const where = (group, all) => [group.room, (!group.room || all.some((each) => each !== group && each.room === group.room)) && at(group)].filter(Boolean).join(", ");
const names = (list) => list.map((name, n) => [el("span.person", name, n < list.length - 1 && ","), " "]);

function start(state) {
  const [first] = state.agenda;
  return [el("section.start",
    el("p.over", [state.theme && state.title, state.organising_unit].filter(Boolean).join(" · ")),
    el("h1", state.theme || state.title),
    state.why && el("p.why", state.why),
    first && !state.row && !state.finished && el("p.begins", t("Vi begynner kl. {at}", first), state.place && el("span.second", ` · ${state.place}`))), foot(state)];
}

function countdown(timer) {
  return el("div.countdown", el("span.left", { role: "timer", "data-due": timer.ends_at, "data-stopped": timer.stopped }),
    el("p.over-time", { hidden: true }));
}

function next(state) {
  const row = state.next;
  if (!row) return el("p.next", t("Dette er det siste programpunktet."));
  return el("p.next", el("span.second", t("Neste kl. {at}", row), " "), el("strong", row.title));
}

function delivery(state, large) {
  const { groups: all } = state;
  const waiting = all.filter((each) => !each.delivered);
  const most = all.length > 24;
  if (most && !waiting.length) return el("p.all-in", t("Alle gruppene har levert."));
  const shown = most ? waiting : all;
  const columns = shown.length <= 8 ? 1 : large && shown.length > 16 ? 3 : 2;
  const dense = columns > 1;
  const given = (each) => (dense ? String(each.delivered) : tn("{n} innspill", "{n} innspill", each.delivered));
  const row = (each) => el("tr", el("th", { scope: "row" }, String(each.number)), el("td", dense ? each.room || at(each) : where(each, all)),
    el(each.delivered ? "td.given" : "td.none", each.delivered ? given(each) : t("ikke ennå")));
  const table = (rows) => el("table.groups", el("thead", el("tr", el("th", { scope: "col", colspan: 2 }, dense ? t("Gruppe") : t("Gruppe og sted")), el("th.given", { scope: "col" }, t("Levert")))),
    el("tbody", rows.map(row)));
  const each = Math.ceil(shown.length / columns);
  return el(`div.delivery.by-${columns}`, most && el("p.second", t("Disse har ikke levert ennå")),
    el("div.tables", Array.from({ length: columns }, (_, n) => table(shown.slice(n * each, (n + 1) * each)))));
}

function coming(state) {
  const on = state.agenda.findIndex((row) => row.on);
  const rows = state.agenda.slice(on + 1, on + 7);
  if (!rows.length) return null;
  return el("table.coming", el("thead", el("tr", el("th", { scope: "col", colspan: 2 }, t("Så kommer")))),
    el("tbody", rows.map((row) => el("tr", el("td.at", row.at), el("td", row.title)))));
}

function now(state) {
  const { row } = state;
  if (!row) return state.finished ? end(state) : start(state);
  const together = row.form === "groups" && state.groups.length > 0;
  const agreed = row.captures === "challenge" && state.challenge;
  const beside = together ? delivery(state) : agreed ? el("div.agreed", el("h2", t("Utfordringsbilde")), el("p", agreed)) : coming(state);
  const wide = together && state.groups.length > 8 ? ".wide" : "";
  return [el(`section.now${beside ? ".split" : ""}${wide}`,
    el("div.current", el("h1", row.title), state.clock.ends_at !== null && countdown(state.clock), el("div.bar", { "aria-hidden": "true" }, el("span")), next(state)),
    beside), foot(state)];
}

function end(state) {
  return [el("section.start", el("p.over", [state.title, state.organising_unit].filter(Boolean).join(" · ")), el("h1", t("Takk for i dag"))), foot(state)];
}

function agenda(state) {
  const rows = state.agenda;
  const half = rows.length > 9 ? Math.ceil(rows.length / 2) : rows.length;
  const list = (part) => el("ol", part.map((row) => el(`li${row.on ? ".on" : row.done ? ".done" : ""}`, { "aria-current": row.on && "step" },
    el("span.at", row.at), el("span", row.title, row.on && el("span.mark", ` ${t("nå")}`)))));
  return [el(`section.agenda${half < rows.length ? ".halves" : ""}`, el("h1", t("Program")), el("div.lists", list(rows.slice(0, half)), half < rows.length && list(rows.slice(half))))];
}

function groups(state) {
  const found = state.groups;
  const few = found.length <= 4 ? "few" : found.length <= 8 ? "some" : "many";
  return [el(`section.everybody.${few}`, el("h1", t("Gruppene")),
    found.length ? el("ul", found.map((group) => el("li", el("h2", el("span.number", String(group.number)), ` ${where(group, found)}`), el("p", names(group.members)))))
      : el("p.empty", t("Gruppene kommer her når deltakerne er delt inn.")))];
}

function join(state) {
  if (!state.join) return [el("section.plain", el("h1", t("Bli med")), el("p.empty", t("Sidene er ikke åpnet for telefoner ennå.")))];
  return [el("section.join", el("h1", t("Bli med på telefonen")), codes(state, 540, "large"))];
}

function delivered(state) {
  const given = state.groups.filter((group) => group.delivered).length;
  return [el("section.delivered", el("h1", t("Innspill fra gruppene")),
    el("p.count", tn("{given} av {n} gruppe har levert", "{given} av {n} grupper har levert", state.groups.length, { given })), delivery(state, true))];
}

function questions(state) {
  const shown = state.questions;
  return [el(`section.questions${shown.length <= 3 ? ".few" : ""}`, el("h1", t("Spørsmål")),
    shown.length ? list("ul", shown, (question) => el("li", question.text)) : el("p.empty", t("Ingen spørsmål ennå. Still dem fra telefonen."))),
  shown.length <= 4 && foot(state)];
}

// What a group has written, in the three horizons, and the lines it presents with.
function written(state, number) {
  const own = state.notes.filter((note) => note.table === number && !note.withdrawn && note.what === "horizon");
  return Object.fromEntries(HORIZONS().map(([key]) => [key, own.filter((note) => note.horizon === key)]));
}

function group(state) {
  const one = state.groups.find((each) => each.number === state.group);
  if (!one) return [el("section.plain", el("h1", t("Gruppene legger fram")), el("p.empty", t("Velg en gruppe i Gjennomføring.")))];
  const notes = written(state, one.table);
  const most = Math.max(...Object.values(notes).map((each) => each.length));
  const size = most > 6 ? "small" : most > 3 ? "middle" : "large";
  const after = state.presenting[state.presenting.indexOf(one.number) + 1];
  return [el(`section.group.${size}`,
    el("header", el("div", el("h1", t("Gruppe {n}", { n: one.number })), el("p.second", [one.presenter && t("{name} legger fram", { name: one.presenter }), where(one, state.groups)].filter(Boolean).join(" · "))),
      state.timer?.ends_at && countdown(state.timer)),
    el("div.horizons", HORIZONS().map(([key, name]) => el(`div.${key}`, el("h2", name),
      notes[key].length ? list("ul", notes[key], (note) => el("li", note.text)) : el("p.second", t("Ingen innspill")))))),
    after && el("p.then", el("span.second", t("Så kommer"), " "), t("gruppe {n}", { n: after }))];
}

// Beside how many have checked in, where they have.
function ballots(given) {
  if (given.present < given.ballots) return tn("{n} har stemt", "{n} har stemt", given.ballots);
  return tn("{n} av {present} har stemt", "{n} av {present} har stemt", given.ballots, given);
}

function answers(given, { present }) {
  if (present < given.ballots) return tn("{n} har svart", "{n} har svart", given.ballots);
  return tn("{n} av {present} har svart", "{n} av {present} har svart", given.ballots, { present });
}

function votes(state) {
  const { votes: given, measures } = state;
  if (!given.result) {
    return [el("section.voting", el("h1", given.open ? t("Sett prikkene dine") : t("Avstemningen er lukket")),
      el("p.count", ballots(given)), list(`ol${measures.length > 7 ? ".two" : ""}`, measures, (measure) => el("li", el("span.number", String(measure.number)), el("span", measure.text)))),
    given.open && foot(state)];
  }
  const dots = (measure) => given.result[measure.id] ?? 0;
  const most = Math.max(1, ...measures.map(dots));
  const ranked = [...measures].sort((one, other) => dots(other) - dots(one));
  return [el("section.votes", el("h1", t("Resultatet")), el("p.count", ballots(given)),
    list("ol", ranked, (measure) => el("li", el("span.number", String(measure.number)), el("span.text", measure.text),
      el("span.bar", { "aria-hidden": "true", "data-part": dots(measure) / most }, el("span")), el("strong", String(dots(measure))))))];
}

// The pulse and the evaluation: how many have answered, and the answers when they are shown.
function scores(state, given, ends) {
  const answered = answers(given, state.votes);
  const { result } = given;
  const most = Math.max(1, ...(result?.counts ?? []));
  return [el("section.scores", el("h1", given.question), el("p.count", result ? `${t("Snitt {mean}", result)} · ${answered}` : answered),
    result ? el("ol", result.counts.map((n, at) => el("li", el("span.number", String(at + 1)), el("span.end", at === 0 ? ends[0] : at === 4 ? ends[1] : ""),
      el("span.bar", { "aria-hidden": "true", "data-part": n / most }, el("span")), el("strong", String(n)))))
      : el("p.empty", t("Svar fra 1 til 5 på telefonen. Svarene er anonyme."))), !result && foot(state)];
}
const pulse = (state) => scores(state, state.pulse, [t("ikke i det hele tatt"), t("helt og holdent")]);
const evaluation = (state) => scores(state, state.evaluation, [t("ikke nyttig"), t("svært nyttig")]);

function principles(state) {
  const one = state.principles[state.card];
  if (!one) return [el("section.plain", el("h1", t("Prinsippkort")), el("p.empty", t("Det er ingen prinsippkort.")))];
  return [el("section.card", el("p.over", t("Prinsipp {n} av {of}", { n: state.card + 1, of: state.principles.length })), el("h1", one.title), el("p.text", one.text))];
}

// Who knows whom over the workshops of the series, and how it has grown.
function relations(state) {
  const { series } = state;
  if (!series?.network) return [el("section.plain", el("h1", t("Hvem kjenner hvem")), el("p.empty", t("Bildet kommer når deltakerne er delt inn i grupper.")))];
  return [el("section.series.beside", el("div", el("h1", t("Hvem kjenner hvem")), series.said.map((sentence) => el("p.count", sentence)),
    el("p.key", t("Tykk strek: mange har møttes. Stiplet: nye i siste verksted. Prikket: ikke ennå."))), drawing(series.network))];
}

function trend(state) {
  const { series } = state;
  const third = (title, picture, more) => picture && el("div", el("h2", title), more, drawing(picture));
  const shown = series && [
    third(t("Nye par på tvers"), series.pairs, el("p.second", t("Strek: flest mulig"))),
    third(t("Slik svarte dere"), series.answers, el("p.second.legend", el("span.named", el("i.circle"), t("Temperatur")), el("span.named", el("i.square"), t("Evaluering")))),
    third(t("Tiltakene"), series.measures, el("p.second.legend", series.statuses.map(([key, name]) => el("span.named", el(`i.${key}`), name)))),
  ].filter(Boolean);
  return [el("section.series", el("h1", t("Fra verksted til verksted")),
    shown?.length ? el("div.thirds", shown) : el("p.empty", t("Tallene kommer når noen har møttes.")),
    series?.days && el("p.key", series.days))];
}

export const VIEWS = { start, now, agenda, groups, delivered, questions, group, votes, pulse, evaluation, principles, join, relations, trend, end };

// The line at the top of every view: the theme, and what time it is.
export function top(state, moment) {
  return [el("p.theme", state.theme || state.title), el("p.at", t("kl. {at}", { at: clock(moment) }))];
}
