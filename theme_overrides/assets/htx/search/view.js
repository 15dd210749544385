// What the search page shows: count, filters in use, results, filters in a column or a sheet, failures. Decides nothing.
import { element, formatCount } from "./dom.js";
import { FacetList } from "./facets.js";
import { correctQuery, formatTotal, renderHit, renderPages, renderPlaces } from "./results.js";
import { listFilters } from "./state.js";

const PARTS = "found wait side bar count open sort chips note places hits pages none blocked failed sheet body spoken show facets facet-state".split(" ");
const HEADER = 72; // px that the site's header covers

/** The parts of the page by name, and what is done to them. */
export class PageView {
  constructor(site) {
    this.site = site;
    this.title = document.title;
    this.names = new Map();
    this.part = Object.fromEntries(PARTS.map((name) => [name, document.getElementById(`htx-${name}`)]));
    this.facets = new FacetList(this.part.facets);
    this.wide = matchMedia("(min-width: 60em)");
  }

  /** The script has come, be it late: what said that it is on its way goes. */
  open(form) {
    form.querySelector("p").textContent = "";
    this.part.wait.remove();
    this.part.found.hidden = this.part.bar.hidden = false;
    this.placeFacets();
  }

  /** Filters stand in a column where there is room, else behind a button. */
  placeFacets() {
    const { side, body, sheet, open, facets } = this.part;
    const isColumn = this.wide.matches || !sheet.showModal;
    if (isColumn && sheet.open) sheet.close();
    (isColumn ? side : body).append(facets);
    side.hidden = !isColumn;
    open.hidden = isColumn;
  }

  /** Whether somebody can see the filters. */
  showsFacets() {
    return !this.part.side.hidden || this.part.sheet.open;
  }

  /** Whether there are any, be they of the search before. */
  hasFacets() {
    return this.facets.groups.some(({ node }) => !node.hidden);
  }

  showControls(state) {
    const { sort, open } = this.part;
    const count = listFilters(state).length;
    sort.value = state.sort;
    open.lastChild.textContent = count ? ` (${count})` : "";
    document.title = [state.q, state.page > 1 && `trang ${state.page}`, this.title].filter(Boolean).join(" – ");
  }

  showWaiting() {
    this.part.count.textContent = "Đang tìm…";
    this.part.hits.classList.add("htx-hits--old");
  }

  /** The hits of one of `last` pages with all that is to be said about them. */
  showResult(state, result, last) {
    const { part, site } = this;
    const keys = new Set(result.terms);
    const better = result.total ? correctQuery(state.q, result) : "";
    this.showCount(formatTotal(result, better || state.q), result.total ? `Xem ${formatCount(result.total)} kết quả` : "Không có kết quả");
    this.showChips(result.chosen);
    this.showNote(state.q, better);
    part.places.replaceChildren(...renderPlaces(result.byProvince, state, site.provinces));
    part.hits.replaceChildren(...result.hits.map((hit) => renderHit(hit, site, keys)));
    part.hits.start = (state.page - 1) * site.pageSize + 1;
    part.pages.replaceChildren(...renderPages(state, last));
    part.none.hidden = result.total > 0;
    part.blocked.hidden = !result.chosen.length;
  }

  showCount(words, label) {
    const { count, spoken, show, hits, failed } = this.part;
    count.textContent = spoken.textContent = words;
    show.textContent = label;
    failed.hidden = true;
    hits.classList.remove("htx-hits--old");
  }

  /** The filters in use; a name that the table of one province lacks was learned before. */
  showChips(chosen) {
    for (const [param, value, label] of chosen) if (label !== value) this.names.set(param + value, label);
    const chips = chosen.map(([param, value]) => {
      const label = this.names.get(param + value) || value;
      const cross = element("span", { "aria-hidden": "true" }, "✕");
      return element("button", { type: "button", "data-do": "remove", "data-param": param, value, "aria-label": `Bỏ lọc: ${label}` }, label, cross);
    });
    if (chips.length > 1) chips.push(element("button", { type: "button", "data-do": "clear" }, "Bỏ tất cả bộ lọc"));
    this.part.chips.replaceChildren(...chips);
  }

  showNote(q, better) {
    const { note } = this.part;
    const [asked, shown] = note.children;
    asked.textContent = q;
    shown.textContent = better;
    note.hidden = !better || better === q;
  }

  /** The sentence for a reason, «Thử lại» and the ways on stand in the page. */
  showFailure(reason) {
    const { failed, none, note, hits, places, pages } = this.part;
    this.showCount("Chưa tìm được", "Đóng");
    this.tell(failed, navigator.onLine ? reason : "no-network");
    none.hidden = note.hidden = true;
    for (const part of [hits, places, pages]) part.replaceChildren();
    failed.hidden = false;
  }

  /** Of the sentences inside `box` those that are for this case. */
  tell(box, key) {
    for (const line of box.querySelectorAll("[data-when]")) line.hidden = !line.dataset.when.split(" ").includes(key);
  }

  /** Counts for the filters, or why there are none: "loading", "far" or "failed". */
  showFacets(state, groups, reason) {
    if (groups) this.facets.update(groups, state);
    this.tell(this.part["facet-state"], reason);
  }

  focusCount() {
    this.part.count.focus({ preventScroll: true });
  }

  /** After an action the first results are in sight. */
  settle() {
    const { top } = this.part.bar.getBoundingClientRect();
    if (top < 0) scrollBy(0, top - HEADER);
  }
}
