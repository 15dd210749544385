// Results in words and as cards, the ways into provinces, the numbered pages.
import { element, formatCount, formatDay, markWords } from "./dom.js";
import { formatState, setValues } from "./state.js";

const KINDS = [["cooperative", "Hợp tác xã"], ["product", "Sản phẩm"], ["post", "Tin tức"], ["page", "Trang"]];
const PAGES_AROUND = 2;
const PLACES_SHOWN = 4;

/** What a hit is and what is known of it: the facts of a cooperative begin with its legal form. */
export function describeHit({ type, facts, day }) {
  const [kind, ...rest] = type ? [KINDS[type][1], facts] : facts.split(" · ");
  return { kind, facts: [...rest, type === 2 && day && formatDay(day)].filter(Boolean).join(" · ") };
}

/** The address of a hit: below the site's root, or on another site. */
export function locateHit({ url }, { root, tail }) {
  const { href } = new URL(url, root);
  return href.startsWith(root) && href.endsWith("/") ? href + tail : href;
}

/** «OCOP 4 sao, còn hiệu lực đến 30/06/2029», judged by the day it is for the visitor. */
export function describeStars({ stars, valid }, today) {
  if (!valid) return [`OCOP ${stars} sao`, true];
  return valid < today
    ? [`Công nhận OCOP ${stars} sao đã hết hạn ngày ${formatDay(valid)}`, false]
    : [`OCOP ${stars} sao, còn hiệu lực đến ${formatDay(valid)}`, true];
}

/** One result as an item of the list, with the words that were asked for marked. */
export function renderHit(hit, site, keys) {
  const { kind, facts } = describeHit(hit);
  const line = (style, ...content) => element("p", { class: style }, ...content);
  return element("li", { class: `htx-card htx-hit htx-hit--${KINDS[hit.type][0]}` },
    line("htx-hit__kind", kind, hit.mark && element("span", { class: "htx-badge htx-badge--off" }, hit.mark)),
    element("h3", { class: "htx-card__name" }, element("a", { href: locateHit(hit, site) }, markWords(hit.title, keys))),
    facts && line("htx-card__facts", markWords(facts, keys)),
    hit.stars && line("htx-card__marks", renderStars(hit, site.today)),
    hit.text && line("", markWords(hit.text, keys)),
    site.sources[hit.source] && line("htx-card__facts", `Nguồn: ${site.sources[hit.source][0]}`));
}

function renderStars(hit, today) {
  const [words, isInForce] = describeStars(hit, today);
  const picture = "★".repeat(hit.stars) + "☆".repeat(5 - hit.stars);
  return [isInForce && element("span", { class: "htx-stars", "aria-hidden": "true" }, element("span", {}, picture), " "), words];
}

/** «23 kết quả cho “mật ong”». */
export function formatTotal({ total, exact }, q) {
  const number = total ? `${exact ? "" : "Khoảng "}${formatCount(total)}` : "Không có";
  return `${number} kết quả${q && ` cho “${q}”`}`;
}

/** The words as they were understood; empty where they were taken as they stand. */
export function correctQuery(q, { corrected, dropped }) {
  const better = new Map([...corrected, ...dropped.map((word) => [word, ""])]);
  return better.size ? q.split(/\s+/).map((word) => better.get(word.toLowerCase()) ?? word).filter(Boolean).join(" ") : "";
}

/** «Thái Nguyên (134)», the provinces with the most results first, each a way to those alone; nothing where there are no counts. */
export function renderPlaces(counts, state, names) {
  const places = [...(counts || [])].filter(([, count]) => count).sort((one, other) => other[1] - one[1]);
  if (places.length < 2 || state.filters.tinh) return [];
  const items = places.map(([code, count]) =>
    element("li", {}, element("a", { href: formatState(setValues(state, "tinh", [code])) }, names.get(code) || code), ` (${formatCount(count)})`));
  const more = items.splice(PLACES_SHOWN);
  const label = `Xem thêm ${more.length} tỉnh, thành phố`;
  return [element("ul", {}, items), more.length && element("details", {}, element("summary", {}, label), element("ul", {}, more))].filter(Boolean);
}

/** Links to the first, the last and the nearest pages. */
export function renderPages(state, last) {
  if (last < 2) return [];
  const { page } = state;
  const link = (to, label, attributes) => element("li", {}, element("a", { href: formatState({ ...state, page: to }), ...attributes }, label));
  const near = Array.from({ length: 2 * PAGES_AROUND + 1 }, (_, step) => page - PAGES_AROUND + step).filter((number) => number > 1 && number < last);
  const items = page > 1 ? [link(page - 1, "Trang trước", { rel: "prev" })] : [];
  [1, ...near, last].forEach((number, place, all) => {
    const label = formatCount(number);
    if (number - all[place - 1] > 1) items.push(element("li", { "aria-hidden": "true" }, "…"));
    const isHere = number === page;
    items.push(isHere ? element("li", {}, element("span", { "aria-current": "page" }, label)) : link(number, label, { "aria-label": `Trang ${label}` }));
  });
  if (page < last) items.push(link(page + 1, "Trang sau", { rel: "next" }));
  return [element("ul", {}, items)];
}
