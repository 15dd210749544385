// Results in words and as cards, and the ways into provinces.
import { element, formatCount, formatDay, markWords } from "./dom.js";
import { formatState, toggleFilter } from "./state.js";

const KINDS = ["", "Sản phẩm", "Tin tức", "Trang thông tin"]; // a cooperative is called by its legal form, with which its facts begin

/** What a hit is and what is known of it. */
export function describeHit({ type, facts, day }) {
  const [kind, ...rest] = type ? [KINDS[type], facts] : facts.split(" · ");
  return { kind, facts: [...rest, type === 2 && day && formatDay(day)].filter(Boolean).join(" · ") };
}

/** The address of a hit: below the site's root, or on another site. */
export function locateHit({ url }, { root, tail }) {
  const { href } = new URL(url, root);
  return href.startsWith(root) && href.endsWith("/") ? href + tail : href;
}

/** Whether the stars of a hit no longer hold on the day it is for the visitor. */
function isExpired({ valid }, { today }) {
  return valid && valid < today;
}

/** «OCOP 4 sao, còn hiệu lực đến 30/06/2029». */
export function describeStars(hit, site) {
  const { stars, valid } = hit;
  if (isExpired(hit, site)) return `Công nhận OCOP ${stars} sao đã hết hạn ngày ${formatDay(valid)}`;
  return `OCOP ${stars} sao${valid && `, còn hiệu lực đến ${formatDay(valid)}`}`;
}

/** One result as an item of the list, with the words that were asked for marked. */
export function renderHit(hit, site, keys) {
  const { kind, facts } = describeHit(hit);
  const source = site.sources?.[hit.source];
  const line = (style, ...content) => element("p", { class: style }, ...content);
  return element("li", { class: `htx-card htx-hit htx-hit--${hit.type}` },
    line("htx-hit__kind", kind, hit.mark && element("span", { class: "htx-badge htx-badge--off" }, hit.mark)),
    element("h3", { class: "htx-card__name" }, element("a", { href: locateHit(hit, site) }, markWords(hit.title, keys))),
    facts && line("htx-card__facts", markWords(facts, keys)),
    hit.stars && element("p", { class: "htx-card__marks", "data-stars": !isExpired(hit, site) && hit.stars }, describeStars(hit, site)),
    hit.text && line("", markWords(hit.text, keys)),
    source && line("htx-card__facts", `Nguồn: ${source[0]}`));
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
  return places.map(([code, count]) =>
    element("li", {}, element("a", { href: formatState(toggleFilter(state, "tinh", code)) }, names.get(code) || code), ` (${formatCount(count)})`));
}
