// The search page's state is its address: every change of it is searched and shown, whatever comes of it.
import { clearFilters, formatState, listFilters, parseState, setValues, toggleFilter } from "./state.js";
import { PageView } from "./view.js";

const TYPING_PAUSE = 200; // ms without a key before the results follow
const SLOW = 400; // ms after which the page says that it is still looking

/** The page around one form. `open` gives the index; `site` tells how addresses are spelled and provinces called. */
export class SearchPage {
  constructor(form, open, site) {
    this.form = form;
    this.input = form.querySelector("input");
    this.open = open;
    this.site = site;
    this.state = parseState(location.search);
    this.view = new PageView(site);
  }

  start() {
    const { view, input } = this;
    const typed = document.activeElement === input && input.value.trim(); // while the script was on its way
    if (typed) this.state.q = typed;
    else input.value = this.state.q;
    history.scrollRestoration = "manual";
    view.open(this.form);
    this.listen();
    const kept = history.state?.y;
    this.show(this.state).then(() => kept && scrollTo(0, kept));
  }

  listen() {
    const { view, form, input } = this;
    const { sort, sheet, facets } = view.part;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.go({ ...this.state, q: input.value, page: 1 });
    });
    input.addEventListener("input", () => this.type());
    sort.addEventListener("change", () => this.go({ ...this.state, sort: sort.value, page: 1 }));
    facets.addEventListener("change", ({ target }) => this.filter(toggleFilter(this.state, target.name, target.value)));
    view.part.found.addEventListener("click", (event) => this.press(event));
    sheet.addEventListener("click", (event) => this.press(event));
    sheet.addEventListener("close", () => (this.isSheetUsed = false));
    view.wide.addEventListener("change", () => {
      view.placeFacets();
      this.showFacets();
    });
    addEventListener("popstate", (event) => this.returnTo(event.state));
    addEventListener("pagehide", () => this.keepScroll());
    addEventListener("online", () => this.hasFailed && this.show(this.state));
  }

  /** Buttons say what they do in `data-do`; links that begin with `?` stay on this page. */
  press(event) {
    const { sheet } = this.view.part;
    const button = event.target.closest("[data-do]");
    const link = event.target.closest("a[href^='?']");
    if (event.target === sheet) sheet.close();
    if (button) this[`${button.dataset.do}Pressed`](button);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.go(parseState(link.search));
    this.view.focusCount();
  }

  openPressed() {
    this.view.part.sheet.showModal();
    this.showFacets();
  }

  closePressed() {
    this.view.part.sheet.close();
  }

  /** Filters whose tables are too large to be fetched unasked are wanted. */
  askPressed() {
    this.isAsked = true;
    this.showFacets();
  }

  removePressed({ dataset, value }) {
    this.filter(toggleFilter(this.state, dataset.param, value));
    this.view.focusCount();
  }

  clearPressed() {
    this.filter(clearFilters(this.state));
    if (!this.view.part.sheet.open) this.view.focusCount();
  }

  retryPressed() {
    this.view.focusCount();
    this.show(this.state);
  }

  /** Go on with other filters. All that is ticked while the sheet is open is one step of the history. */
  filter(state) {
    this.go(state, this.isSheetUsed);
    this.isSheetUsed = this.view.part.sheet.open;
  }

  /** Results follow the keys; all keys until the next action are one step of the history. */
  type() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const q = this.input.value.trim();
      if (q === this.state.q) return;
      this.go({ ...this.state, q, page: 1 }, this.isTyping);
      this.isTyping = true;
    }, TYPING_PAUSE);
  }

  /** Go on to another state, as a new step of the browser's history or in place of the present one. */
  async go(state, isReplaced) {
    clearTimeout(this.timer);
    this.isTyping = false;
    const address = location.pathname + formatState(state);
    if (isReplaced || formatState(state) === formatState(this.state)) history.replaceState(history.state, "", address);
    else {
      this.keepScroll();
      history.pushState(null, "", address);
    }
    if (await this.show(state)) this.view.settle();
  }

  keepScroll() {
    history.replaceState({ y: scrollY }, "");
  }

  /** The browser's back and forward; an anchor on this page comes here too. */
  async returnTo(kept) {
    const state = parseState(location.search);
    if (formatState(state) !== formatState(this.state)) {
      clearTimeout(this.timer);
      this.isTyping = false;
      this.view.part.sheet.close?.();
      this.input.value = state.q;
      if (!(await this.show(state))) return;
      if (document.activeElement === document.body) this.view.focusCount();
    }
    if (kept) scrollTo(0, kept.y);
  }

  /** Search and show; true when it came to results. A later call overtakes this one; a failure is told, and a bug also thrown. */
  async show(state) {
    this.controller?.abort();
    this.controller = new AbortController();
    const { signal } = this.controller;
    const slow = setTimeout(() => this.view.showWaiting(), SLOW);
    this.state = state;
    this.hasFailed = false;
    this.view.showControls(state);
    try {
      this.index = await this.open();
      const result = await this.index.search(state, { size: this.site.pageSize, signal });
      const last = Math.ceil(result.total / this.site.pageSize) || 1;
      const known = this.dropUnknown(state, result.chosen);
      if (state.page > last || known !== state) return this.go({ ...known, page: Math.min(state.page, last) }, true);
      this.view.showResult(state, { ...result, byProvince: this.index.isLarge && result.byProvince }, last);
      this.showFacets();
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      this.hasFailed = true;
      this.view.showFailure(error.reason || "damaged");
      if (!error.reason) throw error;
    } finally {
      clearTimeout(slow);
    }
  }

  /** The state without values that the index does not know: an old address, or one typed by hand. */
  dropUnknown(state, chosen) {
    if (listFilters(state).length === chosen.length) return state;
    const known = new Set(chosen.map(([param, value]) => `${param} ${value}`));
    return Object.entries(state.filters).reduce(
      (next, [param, values]) => setValues(next, param, values.filter((value) => known.has(`${param} ${value}`))), state);
  }

  /** The filters and their counts, where they can be seen. Results stay whatever comes of them. */
  async showFacets() {
    const { view, index, state } = this;
    if (!index || !view.showsFacets()) return;
    const { signal } = this.controller;
    const isFar = index.isLarge && !state.filters.tinh && !this.isAsked;
    if (isFar) return view.showFacets(state, [], "far");
    view.showFacets(state, null, view.hasFacets() ? "" : "loading");
    try {
      const { groups } = await index.facets(state, { signal });
      if (!signal.aborted) view.showFacets(state, groups, "");
    } catch (error) {
      if (signal.aborted) return;
      view.showFacets(state, [], "failed");
      if (!error.reason) throw error;
    }
  }
}
