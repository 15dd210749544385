// The search page's state is its address: every change of it is searched and shown, whatever comes of it.
// A page has one search, whose present is kept in the variables of this module.
import { updateFacets } from "./facets.js";
import { clearFilters, formatState, parseState, toggleFilter } from "./state.js";
import { openView, part, placeFacets, showCase, showControls, showResult, showWaiting, wide } from "./view.js";

/** How many results stand on a page. */
export const RESULTS_A_PAGE = 10;

const TYPING_PAUSE = 200; // ms without a key before the results follow
const SLOW = 400; // ms after which the page says that it is still looking
const TYPING = "typing";

let openOnce; // gives the index
let ownSite; // how addresses are spelled, and the day it is
let index;
let state;
let lastWay; // on which the state was reached: several times the same are one step of the history
let typingTimer;
let searching; // the AbortController of the present search
let isAsked; // whether filters are wanted whose tables are too large to be fetched unasked

/** What buttons do, by their `data-do`. */
const DEEDS = {
  open() {
    leave();
    part.sheet.showModal();
    countFacets();
  },
  ask() {
    isAsked = true;
    part.facets.dataset.case = "loading";
    part.facets.focus(); // the button goes away
    countFacets();
  },
  clear() {
    go(clearFilters(state));
    part.count.focus();
  },
  retry() {
    show(state);
    part.count.focus();
  },
};

/** Bring the search page to life. */
export function startPage(form, open, site) {
  const input = form.q;
  openOnce = open;
  ownSite = site;
  state = parseState(location.search);
  input.value = input.value || state.q; // somebody may have typed while the script was on its way
  openView(form);
  const read = () => ({ ...state, q: input.value.trim(), page: 1 });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(read());
    if (!wide.matches) part.count.focus(); // the keys on the screen go away
  });
  input.addEventListener("input", () => {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(() => read().q !== state.q && go(read(), TYPING), TYPING_PAUSE);
  });
  part.sort.addEventListener("change", () => go({ ...state, sort: part.sort.value, page: 1 }));
  part.facets.addEventListener("change", ({ target }) => {
    target.focus(); // Safari does not, and rows keep their places only around the focus
    go(toggleFilter(state, target.name, target.value), part.sheet.open && "sheet");
  });
  document.addEventListener("click", press);
  wide.addEventListener("change", () => {
    placeFacets();
    countFacets();
  });
  addEventListener("popstate", () => {
    const next = parseState(location.search);
    if (formatState(next) === formatState(state)) return; // an anchor on this page
    part.sheet.close();
    input.value = next.q;
    leave();
    show(next);
  });
  addEventListener("online", () => part.found.dataset.case === "no-network" && show(state));
  if (read().q === state.q) show(state);
  else go(read(), TYPING);
}

/** Buttons say what they do; links that begin with `?` stay on this page. */
function press(event) {
  const { target } = event;
  const link = target.closest("a[href^='?']");
  if (target === part.sheet) part.sheet.close();
  DEEDS[target.closest("[data-do]")?.dataset.do]?.();
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(parseState(link.search));
  part.count.focus();
}

/** Whatever was being typed is left for another way. */
function leave(way) {
  clearTimeout(typingTimer);
  lastWay = way;
}

/** Go on to another state, as a new step of the browser's history or in place of the present one. */
function go(next, way) {
  const address = formatState(next);
  const isSame = (way && way === lastWay) || address === formatState(state);
  history[isSame ? "replaceState" : "pushState"](null, "", address);
  leave(way);
  if (way !== TYPING) part.bar.scrollIntoView({ block: "nearest" });
  show(next);
}

/** Search and show. A later call overtakes this one; a failure is told, and a bug also thrown. */
async function show(next) {
  searching?.abort();
  searching = new AbortController();
  const { signal } = searching;
  const slow = setTimeout(showWaiting, SLOW);
  state = next;
  showControls(state);
  try {
    index = await openOnce();
    const result = await index.search(state, { size: RESULTS_A_PAGE, signal });
    if (signal.aborted) return;
    const last = Math.ceil(result.total / RESULTS_A_PAGE) || 1;
    const known = result.chosen.reduce((before, [param, value]) => toggleFilter(before, param, value), clearFilters(state));
    known.page = Math.min(state.page, last);
    const address = formatState(known);
    if (address !== formatState(state)) { // an old address, or one typed by hand
      history.replaceState(null, "", address);
      return show(known);
    }
    showResult(state, { ...result, byProvince: index.isLarge && result.byProvince }, last, { ...ownSite, ...index.manifest });
    countFacets();
  } catch (error) {
    if (signal.aborted) return;
    showCase(navigator.onLine ? error.reason || "damaged" : "no-network", "Chưa tìm được", "Đóng");
    part.facets.dataset.case = "";
    if (!error.reason) throw error;
  } finally {
    clearTimeout(slow);
  }
}

/** The filters and their counts, where they can be seen. Results stay whatever comes of them. */
async function countFacets() {
  if (!index || !(wide.matches || part.sheet.open)) return;
  const { signal } = searching;
  let reason = index.isLarge && !state.filters.tinh && !isAsked ? "far" : "";
  let groups = [];
  try {
    if (!reason) ({ groups } = await index.facets(state, { signal }));
  } catch (error) {
    reason = "failed";
    if (!signal.aborted && !error.reason) throw error;
  }
  await updateFacets(part.facets, groups, state, signal);
  if (!signal.aborted) part.facets.dataset.case = reason;
}
