// What is stored, why and how long; and a way to empty this device.
import { h, t, tn } from "./say.js";

const PREFIX = "samverk:";
const facts = (...rows) => h("dl", {}, rows.map(([name, text]) => [h("dt", {}, name), h("dd", {}, text)]));
const what = () => t("Hva");
const why = () => t("Hvorfor");
const long = () => t("Hvor lenge");
const who = () => t("Hvem ser det");

const parts = [
  [t("Det bordet skriver"), facts(
    [what(), t("Teksten, bordet, programpunktet og klokkeslettet. Ikke hvem som skrev.")],
    [why(), t("Til sammenfatningen, tiltakene og rapporten.")],
    [who(), t("De som er i rommet, og de som får rapporten.")],
    [long(), t("Så lenge rapporten trengs. Skriv derfor ikke om enkeltpersoner.")])],
  [t("Prikker, temperaturmåling og evaluering"), facts(
    [what(), t("Det siste svaret ditt, under en tilfeldig nøkkel. Uten navn, adresse og klokkeslett.")],
    [why(), t("For å telle hvert svar én gang, og for at du skal kunne ombestemme deg.")],
    [who(), t("Ingen ser hva du svarte. Summen vises når prosesslederen velger det. Temperaturmåling og evaluering vises ikke før minst fem har svart.")],
    [long(), t("Nøklene slettes når avstemningen lukkes. Summen blir stående.")])],
  [t("Spørsmål til sofasamtalen"), facts(
    [what(), t("Spørsmålet, uten navn.")],
    [who(), t("Prosesslederen først, og alle når det er sluppet gjennom.")],
    [long(), t("Så lenge rapporten trengs.")])],
  [t("Prosjekttorg"), facts(
    [what(), t("Navnet, organisasjonen og det du selv skriver. Det er personopplysninger, og helt frivillig.")],
    [why(), t("For at de som vil samarbeide, skal finne hverandre.")],
    [who(), t("De som er i rommet, og de som får rapporten.")],
    [long(), t("Slettes sammen med deltakerlista, på datoen som arrangøren har satt.")])],
  [t("Gruppa di"), facts(
    [what(), t("Navn, organisasjon og rolle, fra påmeldingen.")],
    [why(), t("For at dere skal vite hvem som sitter ved bordet.")],
    [who(), t("De som har koden til bordet.")],
    [long(), t("Slettes sammen med deltakerlista, på datoen som arrangøren har satt.")])],
];

const mine = () => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
};
const device = h("div", {});

function drawDevice(asking = false) {
  const unsent = mine().filter((key) => key.includes(":ut:")).length;
  const forget = () => {
    for (const key of mine()) localStorage.removeItem(key);
    drawDevice();
    device.querySelector("p").focus();
  };
  const state = !mine().length ? t("Det ligger ikke noe fra verkstedet på denne enheten.")
    : unsent ? tn("{n} ting ligger på denne enheten og er ikke sendt ennå.", "{n} ting ligger på denne enheten og er ikke sendt ennå.", unsent)
    : t("Alt er sendt. En kopi ligger på denne enheten, så du kan se den uten nett.");
  device.replaceChildren(h("p", { tabindex: "-1" }, state), ...(mine().length ? [h("div", { class: "deeds" }, asking
    ? [h("button", { type: "button", class: "button danger", onclick: forget }, unsent ? tn("Slett, også {n} som ikke er sendt", "Slett, også {n} som ikke er sendt", unsent) : t("Slett kopien her")),
      h("button", { type: "button", class: "button", onclick: () => drawDevice() }, t("Avbryt"))]
    : h("button", { type: "button", class: "button danger", onclick: () => { drawDevice(true); device.querySelector("button").focus(); } }, t("Tøm denne enheten")))] : []));
}

document.title = t("Hva lagres? – Samverk");
document.body.append(h("main", { class: "in" }, h("div", { class: "wide" },
  h("p", { class: "brand" }, t("Samverk")), h("h1", {}, t("Hva lagres, hvorfor og hvor lenge")),
  h("p", {}, t("Alt ligger på arrangørens maskin i rommet. Ingenting sendes ut på internett. Adressen til telefonen din lagres ikke, og siden bruker ingen informasjonskapsler.")),
  parts.map(([title, body]) => [h("h2", {}, title), body]),
  h("h2", {}, t("På denne enheten")),
  h("p", {}, t("Det du skriver, ligger i nettleseren til det er sendt, så ingenting blir borte om nettet faller ut.")), device,
  h("h2", {}, t("Rettighetene dine")),
  h("p", {}, t("Spør arrangøren om du vil se, rette eller slette noe om deg selv.")))));
drawDevice();
