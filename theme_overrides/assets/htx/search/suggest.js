// The box on every page while somebody types: up to six suggestions in a list below it, by the combobox pattern of WAI-ARIA.
// A page has one box, whose present is kept in the variables of this module.
import { element, markWords } from "./dom.js";
import { describeHit, describeStars, locateHit } from "./results.js";
import { parseState } from "./state.js";

const MOST_SUGGESTIONS = 6;
const PAUSE = 120; // ms without a key before the index is asked
const SHORTEST_QUERY = 2;
const LIST = "htx-suggest";

let box; // the input
let list;
let spoken;
let active = -1; // the number of the option that the arrow keys have reached
let waiting; // the timer until it is asked
let asking; // the AbortController of the present search

/** Suggestions for one form. `open` gives the index, `site` how addresses are spelled. */
export function startSuggestions(form, open, site) {
  box = form.q;
  list = element("ul", { id: LIST, role: "listbox", "aria-label": "Gợi ý" });
  spoken = element("p", { class: "htx-unseen", role: "status" });
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": LIST })) box.setAttribute(name, value);
  const ask = () => {
    const q = box.value.trim();
    stopAsking();
    if (q.length < SHORTEST_QUERY) closeList();
    else waiting = setTimeout(() => suggest(q, open, site), PAUSE);
  };
  box.after(list, spoken);
  closeList();
  box.addEventListener("input", ask);
  box.addEventListener("keydown", (event) => pressKey(event, ask));
  box.addEventListener("blur", closeList);
  form.addEventListener("submit", closeList);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
  list.addEventListener("click", ({ target }) => target !== list && choose(target.closest("li")));
  open().catch(() => {}); // while the first word is typed; a failure is told with the first search
  if (document.activeElement === box) ask(); // what was typed while the script was on its way
}

async function suggest(q, open, site) {
  asking = new AbortController();
  const { signal } = asking;
  try {
    const index = await open();
    const { hits, terms } = await index.search({ ...parseState(""), q }, { size: MOST_SUGGESTIONS, signal });
    if (!signal.aborted) showSuggestions(q, hits.map((hit) => describeOption(hit, site, new Set(terms))));
  } catch (error) {
    if (signal.aborted) return;
    closeList();
    spoken.textContent = "Chưa có gợi ý. Nhấn Enter để xem kết quả.";
    if (!error.reason) throw error;
  }
}

function showSuggestions(q, options) {
  closeList();
  spoken.textContent = options.length ? `${options.length} gợi ý, dùng phím mũi tên để chọn` : "Không có gợi ý";
  if (!options.length || document.activeElement !== box) return;
  options.push([{ class: "htx-suggest__all" }, `Xem tất cả kết quả cho “${q}”`]);
  list.replaceChildren(...options.map(([attributes, ...content], number) =>
    element("li", { id: LIST + number, role: "option", "aria-selected": "false", ...attributes }, ...content)));
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
}

/** The attributes of an option, then what it shows. */
function describeOption(hit, site, keys) {
  const { kind, facts } = describeHit(hit);
  const details = [facts, hit.stars && describeStars(hit, site), hit.mark].filter(Boolean).join(" · ");
  const span = (name, content) => element("span", { class: `htx-suggest__${name}` }, content, " ");
  return [{ "data-url": locateHit(hit, site) }, span("name", markWords(hit.title, keys)), span("kind", kind), span("facts", markWords(details, keys))];
}

function choose({ dataset }) {
  if (dataset.url) location.assign(dataset.url);
  else box.form.requestSubmit();
}

function pressKey(event, ask) {
  const last = list.hidden ? -1 : list.children.length - 1;
  const step = { ArrowDown: active < last ? active + 1 : -1, ArrowUp: active < 0 ? last : active - 1 }[event.key];
  if (last < 0) return event.key === "ArrowDown" && ask();
  if (event.key === "Escape") closeList();
  else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
  else if (step === undefined) return;
  else moveTo(step);
  event.preventDefault();
}

/** Make one option the active one, or none (−1); the focus itself stays in the box. */
function moveTo(number) {
  const option = list.children[number];
  list.children[active]?.setAttribute("aria-selected", "false");
  active = number;
  box.setAttribute("aria-activedescendant", option?.id || "");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
}

function stopAsking() {
  clearTimeout(waiting);
  asking?.abort();
}

function closeList() {
  stopAsking();
  moveTo(-1);
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
}
