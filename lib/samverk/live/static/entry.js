// The line to write in. Enter adds, and what is half written is kept until it is added.
import { h, t, tell } from "./say.js";

const LONGEST = 8000;

export function tooLong(text) {
  const n = text.length > 10 * LONGEST ? text.length : [...text].length;
  return n > LONGEST ? t("Teksten er på {n} tegn. Del den i flere, med høyst {most} tegn i hver.", { n, most: LONGEST }) : "";
}

export function entryLine({ kept, add, status }) {
  const text = h("textarea", { id: "skriv", rows: 1, enterkeyhint: "send", "aria-describedby": "skriv-om", value: kept.get("draft") ?? "" });
  const label = h("label", { for: "skriv" });
  const about = h("p", { id: "skriv-om", class: "wrong", hidden: true, "aria-live": "polite" });
  const choice = h("div", { class: "choice", hidden: true });
  const button = h("button", { type: "button", class: "button main", onclick: submit });
  const place = h("section", { class: "entry in", "aria-label": t("Skriv") }, h("div", { class: "wide" },
    h("div", { class: "top" }, label, status), choice,
    h("div", { class: "line" }, text, button), about,
    h("div", { class: "foot second" }, h("span", {}, t("Ikke skriv om enkeltpersoner")),
      h("a", { href: "/personvern", target: "_blank", rel: "noopener" }, t("Hva lagres?")))));
  const made = { place, form: null, draw, focus: () => text.focus(), isWriting: () => text.value.trim() !== "" };
  let field = kept.get("field") ?? "";

  function say(sentence) {
    tell(about, sentence);
    about.hidden = !sentence;
    if (sentence) text.setAttribute("aria-invalid", "true");
    else text.removeAttribute("aria-invalid");
  }

  function fit() {
    if (CSS.supports("field-sizing", "content")) return;
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight + 2}px`;
  }

  function submit() {
    const written = text.value.trim().normalize("NFC");
    text.focus();
    if (!written) return say(t("Skriv noe først."));
    const over = tooLong(written);
    if (over) return say(over);
    say("");
    text.value = "";
    kept.remove("draft");
    fit();
    add(written, field);
  }

  text.addEventListener("input", () => {
    say("");
    fit();
    kept.put("draft", text.value);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  function pick(value) {
    field = value;
    kept.put("field", field);
  }

  function drawChoice(fields) {
    if (choice.dataset.fields === fields.join("\n") && choice.firstChild) return;
    choice.dataset.fields = fields.join("\n");
    if (!fields.includes(field) && fields.length) field = fields[0];
    choice.replaceChildren(
      h("label", { for: "fagfelt" }, t("Fagfelt")),
      fields.length
        ? h("select", { id: "fagfelt", onchange: (event) => pick(event.target.value) }, fields.map((each) => h("option", { value: each, selected: each === field }, each)))
        : h("input", { id: "fagfelt", autocomplete: "off", value: field, oninput: (event) => pick(event.target.value) }));
  }

  function draw(form, tab, table) {
    made.form = form;
    tell(label, form.label(tab));
    tell(button, form.button);
    text.placeholder = form.placeholder;
    choice.hidden = !form.fields;
    if (form.fields) drawChoice(table.fields ?? []);
  }
  requestAnimationFrame(fit);
  return made;
}
