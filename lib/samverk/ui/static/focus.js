// Focus that is lost because its place went away finds the nearest place that is left.
const CONTROLS = "button,a[href],input,select,textarea,summary,[tabindex]";

const usable = (control) => control.tabIndex >= 0 && control.getClientRects().length > 0;
const kind = (control) => control.dataset.target?.split("-").pop() ?? `${control.tagName} ${control.className}`;

function within(place, gone) {
  const controls = [...(place.matches(CONTROLS) ? [place] : []), ...place.querySelectorAll(CONTROLS)].filter(usable);
  return controls.find((control) => kind(control) === kind(gone)) ?? controls.find((control) => !control.matches("input,textarea"));
}

// What comes after the place that went away, else what stood before it, from the inside out.
function nearest(trail, gone, el) {
  // Keys meant for a field must not press a button.
  const left = gone.matches("input,textarea") ? [] : trail.filter(([parent]) => el.contains(parent));
  for (const [parent, index] of left) {
    const children = [...parent.children];
    for (const place of [...children.slice(index), ...children.slice(0, index).reverse()]) {
      const found = within(place, gone);
      if (found) return found;
    }
  }
  return el.querySelector("[data-heading]");
}

// Watch over the focus inside `el`; returns what ends it.
export function keepFocus(el) {
  let at = null;
  let trail = [];
  const came = ({ target }) => {
    at = target;
    trail = [];
    for (let node = at; node && node !== el; node = node.parentElement) {
      trail.push([node.parentElement, [...node.parentElement.children].indexOf(node)]);
    }
  };
  // Whoever leaves a place that is still there has left it.
  const went = () => setTimeout(() => { if (at?.isConnected && document.activeElement !== at) at = null; });
  const observer = new MutationObserver(() => {
    if (!at || at.isConnected) return;
    const [gone, left] = [at, trail];
    at = null;
    // Whoever is on the way somewhere else gets there first.
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      const place = nearest(left, gone, el);
      place?.focus({ preventScroll: true });
      place?.scrollIntoView({ block: "nearest" });
    });
  });
  el.addEventListener("focusin", came);
  el.addEventListener("focusout", went);
  observer.observe(el, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    el.removeEventListener("focusin", came);
    el.removeEventListener("focusout", went);
  };
}
