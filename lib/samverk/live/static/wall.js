// What a participant writes: questions to the sofa talk, a card on the project wall, «Jeg vil være med».
import { tooLong } from "./entry.js";
import { newId } from "./outbox.js";
import { h, t } from "./say.js";

let nth = 0;
function labelled(label, control, help) {
  control.id = `skriv-${++nth}`;
  if (help) control.setAttribute("aria-describedby", `${control.id}-om`);
  return h("div", { class: "field" }, h("label", { for: control.id }, label), control, help && h("p", { class: "second", id: `${control.id}-om` }, help));
}

function refusal() {
  const place = h("p", { class: "wrong", role: "alert", hidden: true });
  return {
    place,
    say(sentence, control) {
      place.textContent = sentence;
      place.hidden = !sentence;
      if (control) control.setAttribute("aria-invalid", "true");
      control?.focus();
    },
  };
}

const named = ({ name, organisation }) => [name, organisation].filter(Boolean).join(", ");
// As the server tidies it, so that what it tells is known again.
const written = (control) => control.value.normalize("NFC").replace(/[^\P{Cc}\n\t]|[\u202a-\u202e]/gu, "").trim();
const WHO = () => t("Navnet og organisasjonen vises for alle her og står i rapporten. De slettes sammen med deltakerlista.");

export function questions(kept, box) {
  const text = h("textarea", { rows: 2 });
  const wrong = refusal();
  const own = h("ul", { class: "own" });
  const others = h("ul", { class: "own" });
  const form = h("form", { novalidate: true, onsubmit: send }, labelled(t("Spørsmålet ditt"), text, t("Uten navn. Prosesslederen slipper det gjennom før det vises.")), wrong.place,
    h("div", { class: "deeds field" }, h("button", { class: "button main" }, t("Send spørsmålet"))));
  const place = h("div", {}, form, own, others);
  text.addEventListener("input", () => {
    wrong.say("");
    text.removeAttribute("aria-invalid");
  });
  function send(event) {
    event.preventDefault();
    const said = written(text);
    const over = said ? tooLong(said) : t("Skriv noe først.");
    if (over) return wrong.say(over, text);
    const id = newId();
    kept.put("questions", [...(kept.get("questions") ?? []), { id, text: said }]);
    text.value = "";
    box.put(id, { want: { to: "questions", body: { id, text: said } } });
    text.focus();
  }
  let drawn = "";
  return {
    place,
    draw(room) {
      form.hidden = !room.questions.open;
      const mine = kept.get("questions") ?? [];
      const state = mine.map(({ id }) => box.get(id)?.refused ?? (box.get(id) ? "waits" : "sent"));
      const now = JSON.stringify([mine, state, room.questions.list]);
      if (now === drawn) return;
      drawn = now;
      own.replaceChildren(...mine.map((each, at) => h("li", {}, each.text, h("p", { class: state[at] === "sent" ? "second" : "second late" },
        state[at] === "sent" ? t("Sendt") : state[at] === "waits" ? t("Lagret på denne enheten") : t("Ikke sendt. {reason}", { reason: state[at] })))));
      const rest = room.questions.list.filter((each) => !mine.some((one) => one.id === each.id));
      others.replaceChildren(...(rest.length ? [h("li", {}, h("h3", {}, t("Spørsmål fra salen")))] : []), ...rest.map((each) => h("li", {}, each.text)));
    },
  };
}

export function wall(kept, box) {
  const cards = h("ul", { class: "cards" });
  const wrong = refusal();
  const me = () => kept.get("me") ?? { name: "", organisation: "" };
  const fields = {
    name: h("input", { autocomplete: "name", required: true }), organisation: h("input", { autocomplete: "organization" }),
    works_on: h("textarea", { rows: 1 }), offers: h("textarea", { rows: 1 }), needs: h("textarea", { rows: 1 }),
  };
  const form = h("form", { novalidate: true, hidden: true, onsubmit: hang },
    labelled(t("Navn"), fields.name, WHO()), labelled(t("Organisasjon"), fields.organisation),
    labelled(t("Jeg jobber med"), fields.works_on), labelled(t("Jeg kan tilby"), fields.offers), labelled(t("Jeg trenger"), fields.needs), wrong.place,
    h("div", { class: "deeds field" }, h("button", { class: "button main" }, t("Heng opp kortet")), h("button", { type: "button", class: "button", onclick: () => show(false) }, t("Avbryt"))));
  const opener = h("button", { type: "button", class: "button", onclick: () => show(true) }, t("Heng opp et kort"));
  const place = h("div", {}, h("p", { class: "hint" }, t("Fortell hva du jobber med, hva du kan tilby og hva du trenger.")), cards, h("div", { class: "deeds field" }, opener), form);
  let drawn = "";
  let joining = null;
  let latest = null;
  // Which cards this phone is on, with what takes it off them again.
  const mine = () => kept.get("joined") ?? {};
  // What the server has stored and the feed may not have told yet.
  const settled = new Map();

  function show(open) {
    form.hidden = !open;
    opener.hidden = open;
    if (!open) return opener.focus();
    fields.name.value ||= me().name;
    fields.organisation.value ||= me().organisation;
    fields.name.focus();
  }

  function hang(event) {
    event.preventDefault();
    for (const field of Object.values(fields)) field.removeAttribute("aria-invalid");
    const body = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, written(field)]));
    if (!body.name) return wrong.say(t("Skriv navnet ditt, så de andre vet hvem de skal snakke med."), fields.name);
    const long = Object.entries(fields).find(([, field]) => tooLong(written(field)));
    if (long) return wrong.say(tooLong(written(long[1])), long[1]);
    if (!body.works_on && !body.offers && !body.needs) return wrong.say(t("Skriv hva du jobber med, kan tilby eller trenger."), fields.works_on);
    wrong.say("");
    kept.put("me", { name: body.name, organisation: body.organisation });
    const id = newId();
    box.put(id, { want: { to: "projects", body: { id, ...body }, card: true } });
    for (const field of Object.values(fields)) field.value = "";
    show(false);
  }

  const focusOn = (id) => cards.querySelector(`[data-join="${CSS.escape(id)}"]`)?.focus();

  function joinForm(card) {
    const name = h("input", { autocomplete: "name", value: me().name });
    const organisation = h("input", { autocomplete: "organization", value: me().organisation });
    const refused = refusal();
    const close = () => {
      joining = null;
      drawn = "";
      draw(latest);
      focusOn(card.id);
    };
    const send = (event) => {
      event.preventDefault();
      if (!written(name)) return refused.say(t("Skriv navnet ditt."), name);
      kept.put("me", { name: written(name), organisation: written(organisation) });
      const token = newId();
      kept.put("joined", { ...mine(), [card.id]: { token, who: named(me()) } });
      box.put(`${card.id}.med`, { want: { to: `projects/${card.id}/interested`, body: { ...me(), token }, joins: card.id } });
      close();
    };
    const made = h("form", { novalidate: true, onsubmit: send, onkeydown: (event) => event.key === "Escape" && close() },
      labelled(t("Navn"), name, WHO()), labelled(t("Organisasjon"), organisation), refused.place,
      h("div", { class: "deeds field" }, h("button", { class: "button small main" }, t("Meld meg på")), h("button", { type: "button", class: "button small", onclick: close }, t("Avbryt"))));
    return { made, name };
  }

  function takeBack(card) {
    const { [card.id]: own, ...rest } = mine();
    kept.put("joined", rest);
    // Under the key of the joining: one that still waits here is never sent.
    box.put(`${card.id}.med`, { want: { to: `projects/${card.id}/taken-back`, body: { token: own.token }, leaves: card.id, who: own.who } });
    focusOn(card.id);
  }

  // Who is on a card as this phone knows it, ahead of the feed.
  function those(card, waiting) {
    const names = new Set(card.interested ?? []);
    const late = settled.get(card.id);
    if (late?.revision > latest.revision) names[late.joins ? "add" : "delete"](late.who);
    for (const want of waiting) {
      if (want.joins === card.id) names.add(named(want.body));
      if (want.leaves === card.id) names.delete(want.who);
    }
    return [...names];
  }

  function cardLine(card, waiting) {
    const facts = [[t("Jobber med"), card.works_on], [t("Kan tilby"), card.offers], [t("Trenger"), card.needs]].filter(([, text]) => text);
    const interested = those(card, waiting);
    const isIn = interested.includes(mine()[card.id]?.who);
    const line = h("li", {}, h("h3", {}, card.name), card.organisation && h("p", { class: "second" }, card.organisation),
      h("dl", {}, facts.map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", {}, text)))),
      interested.length > 0 && h("p", { class: "second" }, t("Vil være med: {names}", { names: interested.join(" · ") })),
      card.waits && h("p", { class: "second late" }, t("Lagret på denne enheten")));
    if (isIn) {
      line.append(h("div", { class: "deeds field" }, h("strong", {}, t("Du er med")),
        h("button", { type: "button", class: "button small", "data-join": card.id, "aria-label": t("Angre at du vil være med på kortet til {name}", card), onclick: () => takeBack(card) }, t("Angre"))));
    } else if (latest.wall.open && !card.waits) {
      line.append(h("div", { class: "deeds field" }, h("button", { type: "button", class: "button small", "data-join": card.id, "aria-label": t("Jeg vil være med på kortet til {name}", card), onclick: () => {
        const { made, name } = joinForm(card);
        joining = card.id;
        line.lastChild.replaceWith(made);
        name.focus();
      } }, t("Jeg vil være med"))));
    }
    return line;
  }

  function draw(room) {
    latest = room;
    opener.hidden = !room.wall.open || !form.hidden;
    const waiting = box.entries().map(([, entry]) => entry.want).filter((want) => want.card || want.joins || want.leaves);
    const there = new Set(room.wall.projects.map((card) => card.id));
    const own = waiting.filter((want) => want.card && !there.has(want.body.id)).map((want) => ({ ...want.body, waits: true }));
    const now = JSON.stringify([room.wall, waiting, mine(), [...settled].filter(([, late]) => late.revision > room.revision)]);
    if (now === drawn || joining !== null) return;
    drawn = now;
    const all = [...room.wall.projects, ...own];
    const focused = cards.contains(document.activeElement) ? document.activeElement.dataset.join : "";
    cards.replaceChildren(...(all.length ? all.map((card) => cardLine(card, waiting)) : [h("li", { class: "empty" }, t("Ingen kort på torget ennå."))]));
    if (focused) focusOn(focused);
  }
  return {
    place, draw,
    stored({ joins, leaves, who, body }, revision) {
      settled.set(joins ?? leaves, { joins: Boolean(joins), who: who ?? named(body), revision });
    },
    shows: ({ leaves, who }) => Boolean(latest?.wall.projects.some((card) => card.id === leaves && card.interested.includes(who))),
    // Not on the card after all.
    refused({ joins, body }) {
      if (mine()[joins]?.token !== body.token) return;
      const { [joins]: _own, ...rest } = mine();
      kept.put("joined", rest);
    },
  };
}
