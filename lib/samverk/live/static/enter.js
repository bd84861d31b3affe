// Typing the code of a table, or the one that everybody shares.
import { h, t } from "./say.js";

const place = location.pathname.replace(/\/+$/, "");
const isTable = place.endsWith("/b");
const code = h("input", { id: "kode", autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: "false", maxlength: 40, "aria-describedby": "kode-om" });
const wrong = h("p", { class: "wrong", role: "alert", id: "kode-om", hidden: true });

function go(event) {
  event.preventDefault();
  const typed = code.value.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (typed) return location.assign(`${place}/${typed}`);
  wrong.textContent = t("Skriv koden først.");
  wrong.hidden = false;
  code.setAttribute("aria-invalid", "true");
  code.focus();
}

document.title = t("Skriv koden – Samverk");
document.body.append(h("main", { class: "in" }, h("div", { class: "wide" },
  h("p", { class: "brand" }, t("Samverk")), h("h1", {}, isTable ? t("Skriv bordkoden") : t("Skriv koden")),
  h("form", { novalidate: true, onsubmit: go },
    h("div", { class: "field" }, h("label", { for: "kode" }, isTable ? t("Bordkode") : t("Kode")), code, wrong,
      h("p", { class: "second" }, isTable ? t("Den står på bordskiltet.") : t("Den står på storskjermen."))),
    h("div", { class: "deeds" }, h("button", { class: "button main" }, t("Åpne")))),
  h("p", { class: "second field" }, h("a", { href: "/personvern" }, t("Hva lagres?"))))));
code.focus();
