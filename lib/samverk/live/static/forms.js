// What a table writes in the row that is on. Three tabs are open whatever the row is.
import { t } from "./say.js";

const TABS = () => [["now", t("Strakstiltak")], ["stretch", t("Strekkmål")], ["dream", t("Drøm")]];

const FORMS = {
  horizons: () => ({
    key: "horizons", what: "horizon", tabs: TABS(), button: t("Legg til"), placeholder: t("Én setning er nok"),
    label: (tab) => ({ now: t("Nytt strakstiltak"), stretch: t("Nytt strekkmål"), dream: t("Ny drøm") })[tab],
    hint: (tab) => ({ now: t("Strakstiltak kan settes i gang med en gang."), stretch: t("Strekkmål er noe å strekke seg etter."), dream: t("Drømmen er utopien: slik vi helst ville hatt det.") })[tab],
    empty: t("Ingen innspill her ennå. Skriv det første nederst på siden."),
  }),
  sofa: () => ({
    key: "sofa", what: "question", button: t("Legg til"), placeholder: t("Én setning er nok"),
    label: () => t("Nytt spørsmål"), hint: () => t("Spørsmål fra bordet til sofasamtalen."),
    empty: t("Ingen spørsmål fra bordet ennå."),
  }),
  perspective: () => ({
    key: "perspective", what: "perspective", fields: true, button: t("Legg til"), placeholder: t("Én setning er nok"),
    label: () => t("Slik ser vi det"), hint: () => t("Hvert fagfelt skriver hvordan det ser temaet."),
    empty: t("Ingen fagfelt har skrevet ennå."),
  }),
  challenge: () => ({
    key: "challenge", what: "draft", button: t("Legg til"), placeholder: t("Skriv det dere er enige om ved bordet"),
    label: () => t("Utkast til utfordringsbilde"), hint: () => t("Bordets utkast. Plenum blir enige om én tekst."),
    empty: t("Ingen utkast fra bordet ennå."),
  }),
  presentations: () => ({
    key: "presentations", what: "presentation", button: t("Legg til"), placeholder: t("Én setning er nok"),
    label: () => t("Merknad til framlegget"), hint: () => t("Det dere vil ha med når gruppa legger fram."),
    empty: t("Ingen merknader ennå."),
  }),
};
const NAMES = () => ({ sofa: t("Til spørsmålene"), perspective: t("Til «Slik ser vi det»"), challenge: t("Til utfordringsbildet"), presentations: t("Til framlegget") });

// The form of the row that is on, or the one chosen; `other` leads to the other one.
export function formOf(table, chosen) {
  const row = FORMS[table.row?.captures] ? table.row.captures : "horizons";
  const key = FORMS[chosen] ? chosen : row;
  const other = key !== row ? { key: row, text: NAMES()[row] ?? t("Til de tre horisontene") }
    : key !== "horizons" ? { key: "horizons", text: t("Til strakstiltak, strekkmål og drøm") } : null;
  return { ...FORMS[key](), other };
}
