// Relasjoner: who knows whom by now, how it has grown, what the workshops are for, and what came of it.
import { panel, html, t, Button, Head, Menu, Summary, Tabs, Undo, useState } from "./kit.js";
import { Network } from "./relations/network.js";
import { Pairs } from "./relations/pairs.js";
import { Purposes } from "./relations/purposes.js";
import { Wall } from "./relations/wall.js";

function Relations({ state, deed }) {
  const [chosen, choose] = useState("");
  const { network, pairs, purposes, wall } = state;
  const asked = wall.asked.length + wall.now.length + wall.before.length > 0;
  const tabs = [network && ["network", t("Hvem kjenner hvem")], pairs && ["pairs", t("Nye par")], purposes && ["purposes", t("Formålene målt")], asked && ["wall", t("Ble det noe av det?")]].filter(Boolean);
  const tab = tabs.some(([key]) => key === chosen) ? chosen : tabs[0]?.[0];
  const go = (target) => (target === "relations-wall" ? choose("wall") : null);
  const show = (view) => deed("show", { view });
  return html`<div>
    <${Head} state=${state}>
      <${Undo} state=${state} deed=${deed} />
      ${pairs && html`<${Menu} label=${t("Mer")} items=${[{ label: t("Vis hvem som kjenner hvem på storskjermen"), onClick: () => show("relations") }, { label: t("Vis utviklingen på storskjermen"), onClick: () => show("trend") }]} />
        <${Button} main onClick=${() => show(tab === "network" ? "relations" : "trend")}>${t("Vis på storskjermen")}<//>`}
    <//>
    <${Summary} state=${{ ...state, summary: state.told }} go=${go} />
    ${!tabs.length && html`<p class="empty">${t("Bildene kommer når deltakerne er delt inn i grupper. Fra verksted til verksted viser de hvem som er blitt kjent.")}</p>`}
    ${tabs.length > 1 && html`<${Tabs} label=${t("Relasjoner")} tabs=${tabs} value=${tab} onChange=${choose} />`}
    ${tab === "network" && html`<${Network} found=${network} />`}
    ${tab === "pairs" && html`<${Pairs} found=${pairs} />`}
    ${tab === "purposes" && html`<${Purposes} found=${purposes} />`}
    ${tab === "wall" && html`<${Wall} found=${wall} deed=${deed} />`}
  </div>`;
}

export default panel(Relations);
