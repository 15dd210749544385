// What the search page shows: count, filters in use, results, filters in a column or a sheet. Decides nothing.
// Which of the page's parts stand there in which case is told by `data-case` and `data-when`, and search.css does it.
import { element } from "./dom.js";
import { correctQuery, formatTotal, renderHit, renderPlaces } from "./results.js";
import { clearFilters, formatState, listFilters, toggleFilter } from "./state.js";

/** The parts of the page by the end of their id. */
export const part = {};

/** Whether there is room for a column of filters; else they lie in a sheet. */
export const wide = matchMedia("(min-width: 60em)");

const PAGE_TITLE = document.title;

/** The script has come, be it late: what said that it is on its way goes. */
export function openView(form) {
  for (const node of document.querySelectorAll("[id^=htx-]")) part[node.id.slice(4)] = node;
  form.querySelector("p").textContent = "";
  part.found.hidden = false;
  part.found.dataset.case = "begun";
  placeFacets();
}

/** Filters stand in a column where there is room, else in the sheet. */
export function placeFacets() {
  if (wide.matches) part.sheet.close();
  part[wide.matches ? "side" : "body"].append(part.facets);
}

/** What is asked, as soon as it is. */
export function showControls(state) {
  const count = listFilters(state).length;
  part.sort.value = state.sort;
  part.open.lastChild.textContent = count ? ` (${count})` : "";
  document.title = [state.q, PAGE_TITLE, state.page > 1 && `trang ${state.page}`].filter(Boolean).join(" – ");
}

/** The answer lets itself be waited for. */
export function showWaiting() {
  part.count.textContent = "Đang tìm…";
  part.found.classList.add("htx-found--old");
}

/** How many results there are, beside them and in the sheet, and which case it is. */
export function showCase(name, words, short) {
  part.count.textContent = words;
  part.show.textContent = short;
  part.found.dataset.case = name;
  part.found.classList.remove("htx-found--old");
}

/** The hits of one of `last` pages with all that is to be said about them. */
export function showResult(state, result, last, site) {
  const { total, chosen } = result;
  const keys = new Set(result.terms);
  const better = (total && correctQuery(state.q, result)) || state.q;
  const name = better === state.q ? "found" : "corrected";
  showCase(total ? name : chosen.length ? "blocked" : "nothing", formatTotal(result, better) + (state.page > 1 ? `, trang ${state.page}` : ""), total ? `Xem ${formatTotal(result, "")}` : "Đóng");
  part.asked.textContent = state.q;
  part.better.textContent = better;
  part.chips.replaceChildren(...renderChips(state, chosen));
  part.places.replaceChildren(...renderPlaces(result.byProvince, state, new Map(site.provinces)));
  part.hits.replaceChildren(...result.hits.map((hit) => renderHit(hit, site, keys)));
  part.pages.hidden = last < 2;
  part.page.textContent = `Trang ${state.page}/${last}`;
  for (const [link, page] of [[part.prev, state.page - 1], [part.next, state.page + 1]]) {
    link.href = formatState({ ...state, page });
    link.hidden = page < 1 || page > last;
  }
}

/** The filters in use as links to the results without them. */
function renderChips(state, chosen) {
  const chips = chosen.map(([param, value, label]) =>
    element("a", { href: formatState(toggleFilter(state, param, value)), "aria-label": `Bỏ lọc: ${label}` }, label, " ✕"));
  return chips.length > 1 ? [...chips, element("a", { href: formatState(clearFilters(state)) }, "Bỏ hết bộ lọc")] : chips;
}
