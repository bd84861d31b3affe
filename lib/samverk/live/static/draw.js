// What the projector and the remote are drawn with: elements with classes, codes, and clocks.
import { h, two } from "./say.js";

const SVG = "http://www.w3.org/2000/svg";

// An element: el("p.next", {…}, child, …). Children are elements, texts, lists, or nothing.
export function el(what, given, ...children) {
  const [name, ...classes] = what.split(".");
  const bare = given === null || typeof given !== "object" || given instanceof Node || Array.isArray(given);
  const made = h(name, bare ? null : given, ...(bare ? [given, ...children] : children));
  if (classes.length) made.classList.add(...classes.filter(Boolean));
  return made;
}

// A QR code with whole pixels a module, at least `least` pixels wide.
export function code({ size, path }, label, least) {
  const side = Math.ceil(least / size) * size;
  const drawn = document.createElementNS(SVG, "svg");
  const set = { viewBox: `0 0 ${size} ${size}`, width: side, height: side, role: "img", "aria-label": label, class: "qr" };
  for (const [key, value] of Object.entries(set)) drawn.setAttribute(key, value);
  const modules = document.createElementNS(SVG, "path");
  modules.setAttribute("d", path);
  drawn.append(modules);
  return drawn;
}

// A picture made of shapes: [tag, attributes, text].
export function drawing([width, height, about, shapes]) {
  const drawn = document.createElementNS(SVG, "svg");
  const put = (to, [tag, attributes, text]) => {
    const made = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    to.append(made);
  };
  for (const [key, value] of Object.entries({ viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": about, class: "picture" })) drawn.setAttribute(key, value);
  for (const shape of shapes) put(drawn, shape);
  return drawn;
}

// What is left, as it is shown: "39:48", or the whole minutes over.
export function left(due, stopped, now) {
  const seconds = due - (stopped ?? now);
  if (seconds <= -60) return { over: Math.floor(-seconds / 60) };
  const whole = Math.max(0, Math.ceil(seconds));
  return { shown: `${two(Math.floor(whole / 60))}:${two(whole % 60)}`, out: whole === 0, seconds: whole };
}
