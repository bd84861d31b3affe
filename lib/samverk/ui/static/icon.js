// Line drawings, 18 pixels wide.
import { html } from "./base.js";

const PATHS = {
  down: "M5 7.5l5 5 5-5",
  undo: "M7 5L3.5 8.5 7 12M4 8.5h7.5a4.5 4.5 0 0 1 0 9H9",
  plus: "M10 4v12M4 10h12",
  more: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  grip: "M8 5v.01M12 5v.01M8 10v.01M12 10v.01M8 15v.01M12 15v.01",
  lock: "M5.5 9.5h9v7h-9zM7.5 9.5V7a2.5 2.5 0 0 1 5 0v2.5",
  unlock: "M5.5 9.5h9v7h-9zM7.5 9.5V7a2.5 2.5 0 0 1 4.7-1.2",
  check: "M4 10.5l4 4 8-9",
  offline: "M3 3l14 14M4 9.5a9 9 0 0 1 3-2M16 9.5a9 9 0 0 0-5-2.4M6.8 12.5a5 5 0 0 1 2-1M10 16v.01",
  close: "M5 5l10 10M15 5L5 15",
};

export function Icon({ name }) {
  const dots = name === "more" || name === "grip";
  return html`<svg class="glyph" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor" stroke-width=${dots ? 2.4 : 1.75} stroke-linecap="round" stroke-linejoin="round"><path d=${PATHS[name]} /></svg>`;
}
