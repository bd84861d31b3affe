// A table's page: what the row that is on asks for, one line to write in, and what has been written.
import { desk } from "./desk.js";
import { entryLine } from "./entry.js";
import { feed } from "./feed.js";
import { formOf } from "./forms.js";
import { band, people, timeLeft } from "./head.js";
import { list } from "./list.js";
import { rescue } from "./rescue.js";
import { h, icon, t, tell, tn } from "./say.js";

const QUIET = 5;
const LONG = 60;

const code = location.pathname.split("/").pop();
const table = { now: 0, revision: null, group: "", room: "", members: [], fields: [], questions: [], row: null, clock: { ends_at: null, stopped: null }, next: null, message: null };
let got = performance.now();
let awaySince = null;
let over = "";
let tab = "now";
let chosen = null;
let shownRow = null;
let closedMessage = 0;

let drawing = false;
const page = desk(code, () => {
  if (drawing) return;
  drawing = true;
  queueMicrotask(() => {
    drawing = false;
    draw();
  });
});
Object.assign(table, page.kept.get("table") ?? {});
table.revision = null;
tab = page.kept.get("tab") ?? "now";

const head = band();
const offline = h("div", { class: "offline in", hidden: true });
const told = h("div", { class: "told in", hidden: true });
const gone = h("div", { class: "in", hidden: true });
const title = h("h2", {});
const above = h("p", { class: "second" });
const asked = h("ul", { class: "asked hint" });
const helps = h("details", { hidden: true }, h("summary", {}, t("Spørsmål til hjelp")), asked);
const facts = h("ul", { class: "facts", hidden: true });
const who = people();
const elsewhere = h("div", { class: "elsewhere sheet in", hidden: true });
const tabs = h("div", { class: "wide", role: "tablist", "aria-label": t("Horisont"), onkeydown: turn });
const tabBar = h("div", { class: "tabs" }, tabs);
const status = h("div", { class: "status", role: "status" });
const entry = entryLine({ kept: page.kept, add, status });
const shown = list(page, { isLive: () => table.revision !== null, changed: () => draw() });
const hint = h("p", { class: "hint" });
const saves = rescue(page, table, () => draw());
const work = h("section", { class: "work in", id: "ark" }, h("div", { class: "wide" }, hint, shown.place, saves.links));
document.body.append(head.place, h("main", {}, offline, told, gone,
  h("section", { class: "sheet in" }, h("div", { class: "wide" }, above, title, h("div", { class: "helps" }, helps, who.place), facts)),
  elsewhere, tabBar, work, saves.page), entry.place);

const now = () => table.now + (performance.now() - got) / 1000;
const isWriting = () => entry.isWriting() || shown.isOpen();

function take(value) {
  const { notes: _notes, ...rest } = value;
  Object.assign(table, rest);
  if (value.now) got = performance.now();
  const { members: _members, ...anonymous } = rest;
  page.kept.put("table", { ...page.kept.get("table"), ...anonymous });
}

const line = feed(page.address, {
  since: () => table.revision,
  whole(value) {
    over = "";
    take(value);
    page.whole(value.notes);
    page.box.soon();
    draw();
  },
  take(data) {
    page.took(data.notes ?? [], data.gone ?? []);
    take({ ...data.table, revision: data.revision, now: data.now });
    draw();
  },
  refused(_status, value) {
    over = value?.message ?? t("Koden gjelder ikke lenger.");
    draw();
  },
  alive(lives) {
    if (!lives) awaySince ??= performance.now();
    else if (awaySince !== null) {
      awaySince = null;
      page.box.soon();
    }
    drawStatus();
  },
});

function add(text, choice) {
  const form = formOf(table, chosen);
  const note = { text, what: form.what, item: table.row?.id ?? "" };
  if (form.what === "horizon") note.horizon = tab;
  if (form.what === "perspective") note.field = choice;
  const id = page.add(note);
  draw();
  shown.reveal(id);
}

function turn(event) {
  const keys = ["now", "stretch", "dream"];
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const next = event.key === "Home" ? 0 : event.key === "End" ? 2 : step ? (keys.indexOf(tab) + step + 3) % 3 : -1;
  if (next < 0) return;
  event.preventDefault();
  choose(keys[next]);
  tabs.querySelector('[aria-selected="true"]').focus();
}

function choose(horizon) {
  tab = horizon;
  page.kept.put("tab", tab);
  draw();
}

function drawTabs(form, notes) {
  tabBar.hidden = !form.tabs;
  if (!form.tabs) return;
  form.tabs.forEach(([key, name], nth) => {
    const count = notes.filter((note) => note.what === "horizon" && note.horizon === key && !note.withdrawn).length;
    const button = tabs.children[nth] ?? tabs.appendChild(h("button", { type: "button", role: "tab", id: `fane-${key}`, class: key, "aria-controls": "ark", onclick: () => choose(key) }, h("span", {}, name), " ", h("span", { class: "count" })));
    button.setAttribute("aria-selected", String(key === tab));
    button.tabIndex = key === tab ? 0 : -1;
    tell(button.lastChild, String(count));
  });
}

function drawStatus() {
  const away = awaySince === null ? 0 : (performance.now() - awaySince) / 1000;
  const failing = Math.max(page.box.failing, away);
  const waiting = page.box.waiting;
  const isAway = failing > QUIET && !over;
  if (isAway !== !offline.hidden || (isAway && (failing > LONG) !== !!offline.querySelector(".link"))) {
    offline.hidden = !isAway;
    offline.replaceChildren(h("div", { class: "wide" }, icon("offline"), h("div", {},
      h("strong", { "aria-hidden": "true" }, t("Uten nett – vi sender når du er tilkoblet")),
      page.box.lasts ? t("Skriv videre. Alt blir lagret her.") : t("Skriv videre, men ikke lukk siden før alt er sendt."),
      failing > LONG && h("p", {}, t("Kommer ikke nettet tilbake?"), " ", saves.show("link"), " · ", saves.load("link")))));
  }
  const said = waiting ? tn("{n} innspill venter", "{n} innspill venter", waiting) : page.box.entries().length ? t("Ikke alt er sendt") : t("Alt er sendt");
  // In the first seconds nothing is said about what waits.
  if (waiting && !isAway && !page.waitsLong(QUIET)) tell(status, "");
  else if (status.dataset.said !== `${isAway}${said}`) {
    status.className = isAway || waiting || page.box.entries().length ? "status late" : "status";
    status.replaceChildren(
      isAway ? h("span", { class: "hidden" }, t("Uten nett – vi sender når du er tilkoblet"), ". ") : "",
      !waiting && !page.box.entries().length && !isAway ? icon("sent") : "",
      isAway && !waiting ? "" : said);
  }
  status.dataset.said = status.textContent ? `${isAway}${said}` : "";
}

function drawMessage() {
  const { message } = table;
  const show = message !== null && message.text && message.at > closedMessage;
  if (show && told.dataset.at !== String(message.at)) {
    told.dataset.at = message.at;
    told.replaceChildren(h("div", { class: "wide" }, h("p", { role: "alert" }, h("strong", {}, t("Fra prosessleder:")), " ", message.text),
      h("button", { type: "button", class: "button small quiet", onclick: () => { closedMessage = message.at; told.hidden = true; entry.focus(); } }, t("Lukk"))));
  }
  told.hidden = !show;
}

function drawElsewhere(form) {
  const more = form.other && h("button", { type: "button", class: "link", onclick: () => { chosen = form.other.key; draw(); } }, form.other.text);
  const text = more ? more.textContent : "";
  if (elsewhere.dataset.text !== text) elsewhere.replaceChildren(h("div", { class: "wide" }, more || ""));
  elsewhere.dataset.text = text;
  elsewhere.hidden = !more;
}

function draw() {
  // A row that starts does not take the form from somebody who is writing in it.
  const row = table.row?.id ?? null;
  if (row !== shownRow) chosen = isWriting() && table.revision !== null ? (chosen ?? entry.form?.key ?? null) : null;
  shownRow = row;
  const form = formOf(table, chosen);
  const notes = page.notes();
  document.title = `${head.name(table)} – Samverk`;
  head.draw(table);
  who.draw(table.members);
  const task = table.task || table.row?.prompt || table.row?.title || t("Skriv det dere vil ta med videre");
  tell(title, task);
  tell(above, table.row && table.row.captures !== "horizons" && table.row.title !== task ? t("Nå: {row}", { row: table.row.title }) : "");
  above.hidden = !above.textContent;
  const questions = (table.questions ?? []).filter((each) => each !== task).join("\n");
  if (asked.dataset.text !== questions) asked.replaceChildren(...questions.split("\n").filter(Boolean).map((each) => h("li", {}, each)));
  asked.dataset.text = questions;
  helps.hidden = !questions;
  const look = JSON.stringify(table.facts ?? []);
  if (facts.dataset.drawn !== look) facts.replaceChildren(...(table.facts ?? []).map(({ text, more }) => h("li", {}, text, h("p", { class: "second" }, more))));
  facts.dataset.drawn = look;
  facts.hidden = !facts.firstChild;
  drawElsewhere(form);
  drawTabs(form, notes);
  work.setAttribute("role", form.tabs ? "tabpanel" : "region");
  if (form.tabs) work.setAttribute("aria-labelledby", `fane-${tab}`);
  else work.removeAttribute("aria-labelledby");
  if (!form.tabs) work.setAttribute("aria-label", t("Det bordet har skrevet"));
  else work.removeAttribute("aria-label");
  tell(hint, form.hint(tab));
  shown.draw(notes.filter((note) => note.what === form.what && (form.what !== "horizon" || note.horizon === tab)), form.empty);
  entry.draw(form, tab, table);
  gone.hidden = !over;
  if (over && gone.dataset.said !== over) {
    gone.replaceChildren(h("div", { class: "wide wrong" }, h("p", {}, over), h("p", {}, t("Det du har skrevet, ligger på denne enheten."), " ", saves.show("link"), " · ", saves.load("link"))));
    gone.dataset.said = over;
  }
  drawMessage();
  drawStatus();
  const all = saves.isOpen();
  for (const part of [elsewhere, tabBar, work]) if (all) part.hidden = true;
  if (!all) work.hidden = false;
  entry.place.hidden = all || shown.isOpen();
  saves.draw(notes);
  timeLeft(head, table, now());
}

setInterval(() => {
  timeLeft(head, table, now());
  drawStatus();
  if (page.box.waiting) shown.redraw();
}, 1000);
draw();
page.box.soon();
