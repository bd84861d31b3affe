// The words of a plain page, and elements that hold text as text.
const ord = JSON.parse(document.getElementById("ord").textContent);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

export const t = (text, values = {}) => filled(ord[text] ?? text, values);
export const tn = (one, many, n, values = {}) =>
  filled(n === 1 ? (ord[`1 ${one}`] ?? one) : (ord[many] ?? many), { n, ...values });

// h("button", { class: "plain", onclick }, "Legg til"): text never becomes markup.
export function h(name, given, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...inside.flat(9).filter((each) => each !== null && each !== undefined && each !== false && each !== ""));
  return element;
}

// Changes nothing where nothing changed, so that a screen reader says it once.
export function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export const two = (n) => String(n).padStart(2, "0");
// A moment in seconds since 1970, in the clock of the room.
export function clock(moment) {
  const time = new Date(moment * 1000);
  return `${two(time.getHours())}.${two(time.getMinutes())}`;
}
export const date = (iso) => (iso ? iso.split("-").reverse().join(".") : "");

const PATHS = {
  more: ["M12 5.5v.01M12 12v.01M12 18.5v.01", 3],
  sent: ["M4.5 12.5l5 5 10-11", 1.75],
  offline: ["M3 3l18 18M8.5 15.5a5 5 0 0 1 7 0M5.5 12.3a9.3 9.3 0 0 1 3.6-2.2M2.5 9a14 14 0 0 1 4-2.4M12.5 9.6a9.3 9.3 0 0 1 6 2.7M11 5.2A14 14 0 0 1 21.500 9M12 19v.01", 1.75],
};
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  const line = document.createElementNS(space, "path");
  const [path, width] = PATHS[name];
  line.setAttribute("d", path);
  line.setAttribute("stroke-width", width);
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  drawing.append(line);
  return drawing;
}
