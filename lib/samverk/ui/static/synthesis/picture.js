// Value against ease. Every mark can be focused and moved with arrows, or dragged.
import { html, t, useLayoutEffect, useRef, useState } from "./../kit.js";

const LEAST = 1;
const MOST = 5;
const AIR = 0.35;
const STEP = 0.5;
const EDGE = { left: 36, right: 12, top: 36, bottom: 56 };
const MOVES = { ArrowRight: [STEP, 0], ArrowLeft: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
const within = (number) => Math.min(MOST, Math.max(LEAST, number));
const tenth = (number) => Math.round(number * 10) / 10;
export const figure = (number) => (number === null ? "" : String(number).replace(".", ","));

export function Picture({ measures, horizons, deed, at, setAt }) {
  const root = useRef();
  const svg = useRef();
  const [width, setWidth] = useState(460);
  const [moved, setMoved] = useState({});
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(260, Math.min(560, entry.contentRect.width))));
    observer.observe(root.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => setMoved((old) => Object.fromEntries(Object.entries(old).filter(([id, to]) => to.held || measures.some((each) => each.id === id && !same(each, to))))), [measures]);
  const height = Math.round(width < 420 ? width - EDGE.left - EDGE.right + EDGE.top + EDGE.bottom : width * 0.92);
  const scale = (MOST - LEAST) + 2 * AIR;
  const px = (width - EDGE.left - EDGE.right) / scale;
  const py = (height - EDGE.top - EDGE.bottom) / scale;
  const x = (ease) => EDGE.left + (ease - LEAST + AIR) * px;
  const y = (value) => height - EDGE.bottom - (value - LEAST + AIR) * py;
  const place = (measure, ease, value) => {
    const to = { ease: tenth(within(ease)), value: tenth(within(value)) };
    setMoved((old) => ({ ...old, [measure.id]: to }));
    deed("place", { measure: measure.id, ...to });
  };
  const keys = (measure, now) => (event) => {
    const by = MOVES[event.key];
    if (!by) return;
    event.preventDefault();
    place(measure, now.ease + by[0], now.value + by[1]);
  };
  const from = (event) => {
    const box = svg.current.getBoundingClientRect();
    return { ease: tenth(within((event.clientX - box.left - EDGE.left) / px + LEAST - AIR)), value: tenth(within((height - EDGE.bottom - (event.clientY - box.top)) / py + LEAST - AIR)) };
  };
  const drag = (measure) => ({
    onPointerDown: (event) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.focus();
      setAt(measure.id);
    },
    onPointerMove: (event) => {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) setMoved((old) => ({ ...old, [measure.id]: { ...from(event), held: true } }));
    },
    onPointerUp: (event) => {
      if (!moved[measure.id]?.held) return;
      const to = from(event);
      place(measure, to.ease, to.value);
    },
  });
  const names = Object.fromEntries(horizons);
  const placed = measures.filter((measure) => measure.drawn || moved[measure.id]).sort((a, b) => a.number - b.number);
  const chosen = measures.find((measure) => measure.id === at);
  return html`<div ref=${root}>
    <svg ref=${svg} width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="group" aria-label=${t("Verdi og hvor lett tiltakene er")}>
      ${[1, 2, 3, 4, 5].map((n) => html`<g aria-hidden="true"><line class="grid" x1=${x(n)} x2=${x(n)} y1=${y(MOST + AIR)} y2=${y(LEAST - AIR)} /><line class="grid" y1=${y(n)} y2=${y(n)} x1=${x(LEAST - AIR)} x2=${x(MOST + AIR)} />
        <text x=${x(n)} y=${height - EDGE.bottom + 18} text-anchor="middle">${n}</text><text x=${EDGE.left - 10} y=${y(n) + 5} text-anchor="end">${n}</text></g>`)}
      <path class="axis" d=${`M${EDGE.left} ${EDGE.top}V${height - EDGE.bottom}H${width - EDGE.right}`} aria-hidden="true" />
      <text class="name" x="0" y="20" aria-hidden="true">${t("Verdi")}</text><text class="name" x=${width - EDGE.right} y=${height - 12} text-anchor="end" aria-hidden="true">${t("Hvor lett er det?")}</text>
      ${placed.map((measure) => {
        const to = moved[measure.id];
        const now = to ?? { ease: measure.ease, value: measure.value };
        const [ease, value] = to ? [to.ease, to.value] : measure.drawn;
        const off = Math.hypot(ease - now.ease, value - now.value) > 0.05;
        return html`<g key=${measure.id}>${off && html`<g class=${measure.horizon} aria-hidden="true"><line class="leader" x1=${x(now.ease)} y1=${y(now.value)} x2=${x(ease)} y2=${y(value)} /><circle class="spot" cx=${x(now.ease)} cy=${y(now.value)} r="2.5" /></g>`}
          <g class=${`mark ${measure.horizon} ${at === measure.id ? "chosen" : ""}`} transform=${`translate(${x(ease)} ${y(value)})`} tabindex="0" role="button" data-target=${`merke-${measure.id}`}
            aria-label=${t("{number} {text}, {horizon}. Verdi {value}, hvor lett {ease}. Flytt med piltastene.", { ...measure, horizon: names[measure.horizon], value: figure(now.value), ease: figure(now.ease) })}
            onKeyDown=${keys(measure, now)} onFocus=${() => setAt(measure.id)} ...${drag(measure)}>
            <circle class="ring" r="19" /><${Shape} horizon=${measure.horizon} /><text y="4.5" text-anchor="middle">${measure.number}</text></g></g>`;
      })}
    </svg>
    <p class="chosen" aria-live="polite">${chosen ? html`<strong>${chosen.number}</strong> ${chosen.text}. ${chosen.drawn ? t("Verdi {value}, hvor lett {ease}.", { value: figure((moved[chosen.id] ?? chosen).value), ease: figure((moved[chosen.id] ?? chosen).ease) }) : t("Ikke plassert ennå.")}` : t("Velg et tiltak i bildet for å lese det.")}</p>
    <p class="shapes">${horizons.map(([key, name]) => html`<span class=${key}><svg width="22" height="22" viewBox="-14 -14 28 28" aria-hidden="true"><g class=${`mark ${key}`}><${Shape} horizon=${key} /></g></svg>${name}</span>`)}</p>
  </div>`;
}

const same = (measure, to) => measure.value === to.value && measure.ease === to.ease;

function Shape({ horizon }) {
  if (horizon === "stretch") return html`<rect class="shape" x="-11" y="-11" width="22" height="22" />`;
  if (horizon === "dream") return html`<path class="shape" d="M0 -15L15 0L0 15L-15 0Z" />`;
  return html`<circle class="shape" r="12" />`;
}
