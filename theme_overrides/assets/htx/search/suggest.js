// The box on every page while somebody types: up to six suggestions in a list below it, by the combobox pattern of WAI-ARIA.
import { element, markWords } from "./dom.js";
import { describeHit, describeStars, locateHit } from "./results.js";

const MOST_SUGGESTIONS = 6;
const PAUSE = 120; // ms without a key before the index is asked
const SHORTEST_QUERY = 2;
const LIST = "htx-suggest";

/** Suggestions for one box. `open` gives the index, `site` how addresses are spelled. */
export class SuggestBox {
  constructor(form, open, site) {
    this.form = form;
    this.open = open;
    this.site = site;
    this.input = form.querySelector("input");
    this.list = element("ul", { id: LIST, role: "listbox", "aria-label": "Gợi ý", hidden: "hidden" });
    this.spoken = element("p", { class: "htx-unseen", role: "status" });
  }

  start() {
    const { form, input, list, spoken } = this;
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": LIST })) input.setAttribute(name, value);
    input.after(list, spoken);
    this.close();
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    form.addEventListener("submit", () => this.close());
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
    list.addEventListener("click", (event) => this.choose(event.target.closest("li"), event));
    this.open().catch(() => {}); // while the first word is typed; a failure is told with the first search
    if (document.activeElement === input) this.ask(); // what was typed while the script was on its way
  }

  ask() {
    this.stop();
    const q = this.input.value.trim();
    if (q.length < SHORTEST_QUERY) this.close();
    else this.timer = setTimeout(() => this.search(q), PAUSE);
  }

  stop() {
    clearTimeout(this.timer);
    this.controller?.abort();
  }

  async search(q) {
    this.controller = new AbortController();
    const { signal } = this.controller;
    try {
      const index = await this.open();
      const { hits, terms } = await index.search({ q, filters: {}, valid: false, sort: "", page: 1 }, { size: MOST_SUGGESTIONS, signal });
      if (!signal.aborted) this.show(q, hits, new Set(terms));
    } catch (error) {
      if (signal.aborted) return;
      this.close();
      this.spoken.textContent = "Chưa có gợi ý. Nhấn Enter để xem kết quả.";
      if (!error.reason) throw error;
    }
  }

  show(q, hits, keys) {
    this.close();
    this.spoken.textContent = hits.length ? `${hits.length} gợi ý, dùng phím mũi tên để chọn` : "Không có gợi ý";
    if (!hits.length || document.activeElement !== this.input) return;
    const all = element("li", { class: "htx-suggest__all" }, `Xem tất cả kết quả cho “${q}”`);
    this.list.replaceChildren(...hits.map((hit) => this.renderOption(hit, keys)), all);
    [...this.list.children].forEach((option, number) => {
      option.id = `${LIST}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
    });
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  renderOption(hit, keys) {
    const { kind, facts } = describeHit(hit);
    const details = [facts, hit.stars && describeStars(hit, this.site.today)[0], hit.mark].filter(Boolean).join(" · ");
    const part = (name, content) => element("span", { class: `htx-suggest__${name}` }, content, " ");
    return element("li", { "data-url": locateHit(hit, this.site) },
      part("name", markWords(hit.title, keys)), part("kind", kind), part("facts", markWords(details, keys)));
  }

  choose(option, { ctrlKey, metaKey }) {
    const { url } = option.dataset;
    if (!url) this.form.requestSubmit();
    else if (ctrlKey || metaKey) window.open(url);
    else location.assign(url);
  }

  press(event) {
    const { list, active } = this;
    const last = list.hidden ? -1 : list.children.length - 1;
    const step = { ArrowDown: active < last ? active + 1 : -1, ArrowUp: active < 0 ? last : active - 1 }[event.key];
    if (last < 0) return event.key === "ArrowDown" && this.ask();
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && active >= 0) this.choose(list.children[active], event);
    else if (step === undefined) return;
    else this.move(step);
    event.preventDefault();
  }

  /** Make one option the active one, or none (−1); the focus itself stays in the box. */
  move(number) {
    const { list, input } = this;
    list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = list.children[number];
    input.setAttribute("aria-activedescendant", option ? option.id : "");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.stop();
    this.move(-1);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }
}
