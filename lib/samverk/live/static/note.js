// One note in the list: as text, or open for change.
import { clock, date, h, icon, t } from "./say.js";

const HORIZONS = () => [["now", t("Strakstiltak")], ["stretch", t("Strekkmål")], ["dream", t("Drøm")]];
const QUIET = 5;

export const short = (text) => (text.length > 60 ? `${text.slice(0, 60).trimEnd()} …` : text);

function about(note, desk, arrived) {
  const sent = note.waits === null;
  const time = arrived ? t("nå") : note.created ? clock(note.created) : "";
  const where = !sent ? t("Lagret på denne enheten")
    : desk.isOwn(note.id) ? (time ? t("Sendt {time}", { time }) : t("Sendt"))
    : time ? t("Sendt {time}, fra en annen enhet", { time }) : t("Fra en annen enhet");
  const facts = [
    note.field,
    note.owner && t("Ansvarlig: {owner}", note),
    note.first_step && t("Første steg: {step}", { step: note.first_step }),
    note.due && t("Frist: {date}", { date: date(note.due) }),
    note.partners.length > 0 && t("Samarbeidspartner: {names}", { names: note.partners.join(", ") }),
  ].filter(Boolean).map((fact) => `. ${fact}`);
  return h("p", { class: "second" }, h("span", { class: !sent && note.waits > QUIET ? "late" : null }, where), ...facts);
}

export function noteLine(note, desk, { open, arrived, first, settle }) {
  return h("li", { class: arrived ? "new" : null, "data-note": note.id },
    h("div", { class: note.twin ? "words twin" : "words" },
      h("p", { class: "text" }, note.text),
      about(note, desk, arrived),
      note.twin && h("p", { class: "late second" }, t("To endret dette samtidig. Begge tekstene er beholdt.")),
      note.twin && first && h("div", { class: "deeds" },
        h("button", { type: "button", class: "button small", onclick: () => settle(note, "second"), "data-do": "denne" }, t("Behold bare denne")),
        h("button", { type: "button", class: "button small", onclick: () => settle(note, "first"), "data-do": "andre" }, t("Behold bare den andre"))),
      note.refused && h("p", { class: "wrong" }, t("Ikke sendt. {reason} Teksten ligger her til du endrer den.", { reason: note.refused }))),
    h("button", { type: "button", class: "icon-button", "aria-label": t("Mer om «{text}»", { text: short(note.text) }), onclick: () => open(note), "data-do": "mer" }, icon("more")));
}

export function withdrawnLine(note, restore) {
  return h("li", { "data-note": note.id },
    h("p", { class: "words second" }, t("«{text}» er trukket tilbake.", { text: short(note.text) })),
    h("button", { type: "button", class: "button small quiet", onclick: () => restore(note), "data-do": "angre" }, t("Angre")));
}

let fields = 0;
function field(label, control) {
  control.id = `felt-${++fields}`;
  return h("div", { class: "field" }, h("label", { for: control.id }, label), control);
}

// The note open for change. `save(fields)` gets what was changed alone.
export function noteForm(note, { save, close, withdraw, tooLong }) {
  const text = h("textarea", { value: note.text, rows: 2, enterkeyhint: "done" });
  const controls = {
    horizon: note.what === "horizon" && h("select", {}, HORIZONS().map(([key, name]) => h("option", { value: key, selected: key === note.horizon }, name))),
    owner: h("input", { value: note.owner, autocomplete: "off" }),
    first_step: h("input", { value: note.first_step, autocomplete: "off" }),
    due: h("input", { type: "date", value: note.due ?? "", min: "2000-01-01", max: "2199-12-31" }),
    partners: h("input", { value: note.partners.join(", "), autocomplete: "off" }),
  };
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true, id: "endring-feil" });
  const done = (event) => {
    event?.preventDefault();
    const written = text.value.trim().normalize("NFC");
    const over = written ? tooLong(written) : t("Skriv noe først, eller trekk innspillet tilbake.");
    if (over) {
      wrong.textContent = over;
      wrong.hidden = false;
      text.setAttribute("aria-invalid", "true");
      text.setAttribute("aria-describedby", wrong.id);
      return text.focus();
    }
    const now = {
      text: written,
      ...(controls.horizon ? { horizon: controls.horizon.value } : {}),
      ...(note.what === "horizon" ? {
        owner: controls.owner.value.trim(), first_step: controls.first_step.value.trim(), due: controls.due.value || null,
        partners: controls.partners.value.split(",").map((each) => each.trim()).filter(Boolean),
      } : {}),
    };
    save(Object.fromEntries(Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(note[name]))));
  };
  const keys = (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === text && !event.shiftKey && !event.isComposing) done(event);
  };
  const form = h("form", { class: "edit", onsubmit: done, onkeydown: keys, novalidate: true },
    field(t("Teksten"), text), wrong,
    note.what === "horizon" && [
      field(t("Horisont"), controls.horizon),
      h("div", { class: "two" }, field(t("Ansvarlig"), controls.owner), field(t("Frist"), controls.due)),
      field(t("Første steg"), controls.first_step),
      field(t("Samarbeidspartnere, med komma mellom"), controls.partners),
      h("p", { class: "hint field" }, t("Skriv en enhet eller en rolle som ansvarlig, ikke en person.")),
    ],
    h("div", { class: "deeds" },
      h("button", { class: "button small main" }, t("Lagre")),
      h("button", { type: "button", class: "button small", onclick: close }, t("Avbryt")),
      h("button", { type: "button", class: "button small danger", onclick: withdraw }, t("Trekk tilbake"))));
  return { line: h("li", { "data-note": note.id }, form), text };
}
