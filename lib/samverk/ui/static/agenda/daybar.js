// The picture of the day. The same times stand in the table below it.
import { html, t, clock, useLayoutEffect, useNow, useRef, useState } from "./../kit.js";

const NAMED = 60;
const PADDING = 13;
const TICK = 38;
let ruler;

function wide(text, bold) {
  ruler ??= document.createElement("canvas").getContext("2d");
  ruler.font = `${bold ? 600 : 400} 13px ${getComputedStyle(document.querySelector(".samverk-panel")).fontFamily}`;
  return ruler.measureText(text).width;
}

// The longest name of a row that stands whole in so many pixels.
function fitting(row, pixels) {
  if (pixels < NAMED) return "";
  return row.names.find((name) => wide(name, row.form === "groups") <= pixels - PADDING) ?? "";
}

function ticks(first, last, pixels) {
  const whole = [60, 120, 180, 240].find((step) => (step / (last - first)) * pixels >= TICK) ?? 360;
  const found = [];
  for (let hour = Math.ceil(first / 60) * 60; hour < last; hour += whole) {
    const at = ((hour - first) / (last - first)) * pixels;
    if (at >= TICK && at <= pixels - 2 * TICK) found.push(hour);
  }
  return found;
}

export function DayBar({ rows, span, today }) {
  const [pixels, measure] = useState(0);
  const bar = useRef();
  const now = new Date(useNow(0, 30000) * 1000);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => measure(entry.contentRect.width));
    observer.observe(bar.current);
    return () => observer.disconnect();
  }, []);
  const shown = rows.filter((row) => row.from !== null && row.minutes > 0);
  const first = Math.min(span[0], ...shown.map((row) => row.from));
  const last = Math.max(span[1], ...shown.map((row) => row.to));
  const share = (minutes) => (minutes / (last - first)) * 100;
  const minute = now.getHours() * 60 + now.getMinutes();
  const told = shown.map((row) => `${clock(row.from)} ${row.title}`).join(", ");
  return html`<div class="daybar" role="img" aria-label=${t("Dagen: {rows}", { rows: told })} ref=${bar}>
    <div class="pieces">${shown.map((row) => html`<span key=${row.id} class=${`piece ${row.form}`} style=${`left:${share(row.from - first)}%;width:calc(${share(row.minutes)}% - 2px)`} title=${row.title}>${fitting(row, (share(row.minutes) * pixels) / 100 - 2)}</span>`)}
      ${today && minute >= first && minute <= last && html`<span class="now" style=${`left:${share(minute - first)}%`}></span>`}</div>
    <div class="ticks"><span style="left:0">${clock(first)}</span>${ticks(first, last, pixels).map((hour) => html`<span style=${`left:${share(hour - first)}%`}>${clock(hour)}</span>`)}<span class="last">${clock(last)}</span></div>
  </div>`;
}
