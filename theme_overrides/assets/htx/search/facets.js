// Filters as boxes to tick, with their counts. The groups stand in the page; their rows come from the index.
import { element, formatCount } from "./dom.js";
import { listFilters } from "./state.js";

const ROWS_SHOWN = 6;

/** The groups of filters inside `box`. Each row is a checkbox whose name is the facet. */
export class FacetList {
  constructor(box) {
    this.box = box;
    this.groups = [...box.querySelectorAll("[data-param]")].map((node) => this.readGroup(node));
  }

  readGroup(node) {
    const [list, more] = ["[role=group]", "button"].map((selector) => node.querySelector(selector));
    const group = { node, list, more, rows: new Map(), shown: ROWS_SHOWN };
    more.addEventListener("click", () => {
      group.shown = Infinity;
      this.foldRows(group);
      list.children[ROWS_SHOWN].firstChild.focus();
    });
    return group;
  }

  /** Show these counts. Rows do not jump while the focus is among them. */
  update(counted, state) {
    const chosen = new Set(listFilters(state).map(String));
    for (const group of this.groups) {
      const { param } = group.node.dataset;
      const { options = [] } = counted.find((other) => other.param === param) || {};
      this.updateRows(group, param, options, chosen);
      const ticked = [...group.rows.values()].filter((row) => row.tick.checked).length;
      group.node.querySelector(".htx-tally").textContent = ticked ? ` (${ticked})` : "";
      group.node.hidden = !ticked && options.length < (param === "con-hieu-luc" ? 1 : 2);
      this.foldRows(group);
    }
  }

  updateRows({ node, list, rows }, param, options, chosen) {
    for (const row of rows.values()) row.count.textContent = "0";
    for (const { value, label, count } of options) {
      if (!rows.has(value)) rows.set(value, this.makeRow(param, value, label));
      rows.get(value).count.textContent = formatCount(count);
    }
    for (const [value, row] of rows) row.tick.checked = chosen.has(`${param},${value}`);
    if (!node.contains(document.activeElement)) list.replaceChildren(...options.map(({ value }) => rows.get(value).line));
  }

  makeRow(param, value, label) {
    const tick = element("input", { type: "checkbox", name: param, value });
    const count = element("span", { class: "htx-tally" });
    return { line: element("label", { class: "htx-facet" }, tick, element("span", {}, label), count), tick, count };
  }

  /** A long list begins with its first rows; the others are a button away, those that are ticked never. */
  foldRows({ list, more, shown }) {
    const lines = [...list.children];
    const isLong = lines.length > shown + 2;
    lines.forEach((line, place) => (line.hidden = isLong && place >= shown && !line.firstChild.checked));
    const left = lines.filter((line) => line.hidden).length;
    more.hidden = !left;
    more.textContent = `Xem thêm ${left} mục`;
  }
}
