// A picture made of shapes, drawn for a wide and for a narrow place, and the table beside it.
import { html } from "./../base.js";

// `mark` gives a shape's class as it should be now; without it every shape has its own.
export function Picture({ drawing: [width, height, about, shapes], size, mark }) {
  return html`<svg class=${`picture ${size}`} viewBox=${`0 0 ${width} ${height}`} style=${`max-width:${width}px`} role="img" aria-label=${about}>
    ${shapes.map(([Tag, attributes, text]) => html`<${Tag} ...${attributes} class=${mark ? mark(attributes) : attributes.class}>${text || null}<//>`)}
  </svg>`;
}

export const Pictures = ({ wide, narrow, mark }) => html`<div class="pictures">
  <${Picture} drawing=${wide} size="wide" mark=${mark} /><${Picture} drawing=${narrow} size="narrow" mark=${mark} /></div>`;

// A table of facts: columns [name, whether it holds numbers], and rows of texts.
export function Facts({ facts, caption }) {
  const kind = (at) => (facts.columns[at][1] ? "number" : undefined);
  return html`<table class="rows facts"><caption class="hidden">${caption}</caption>
    <thead><tr>${facts.columns.map(([name], at) => html`<th scope="col" class=${kind(at)}>${name}</th>`)}</tr></thead>
    <tbody>${facts.rows.map((row) => html`<tr>${row.map((cell, at) => (at
      ? html`<td class=${kind(at)} data-label=${facts.columns[at][0]}>${cell}</td>`
      : html`<th scope="row">${cell}</th>`))}</tr>`)}</tbody></table>`;
}
