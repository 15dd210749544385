// Filters as boxes to tick, with their counts. The groups stand in the page; their rows come from the index.
import { element, formatCount } from "./dom.js";
import { newPace } from "./pace.js";
import { listFilters } from "./state.js";

/** Show these counts in the groups inside `box`, until they are overtaken. Rows do not jump while the focus is among them. */
export async function updateFacets(box, counted, state, signal) {
  const breathe = newPace();
  const chosen = listFilters(state).map(String);
  for (const group of box.querySelectorAll("[data-param]")) {
    await breathe();
    if (signal.aborted) return;
    const { param } = group.dataset;
    const [summary, list] = group.children;
    const { options = [] } = counted.find((other) => other.param === param) || {};
    if (!list.contains(document.activeElement)) list.replaceChildren(...options.map((option) => makeRow(param, option)));
    const counts = new Map(options.map(({ value, count }) => [value, count]));
    let ticked = 0;
    for (const { firstChild, lastChild } of list.children) {
      firstChild.checked = chosen.includes(`${param},${firstChild.value}`);
      lastChild.textContent = formatCount(counts.get(firstChild.value) || 0);
      ticked += firstChild.checked;
    }
    summary.lastChild.textContent = ticked ? ` (${ticked})` : "";
    group.hidden = !ticked && options.length < (param === "con-hieu-luc" ? 1 : 2);
  }
}

function makeRow(param, { value, label }) {
  return element("label", { class: "htx-facet" },
    element("input", { type: "checkbox", name: param, value }), element("span", {}, label), element("span", { class: "htx-tally" }));
}
