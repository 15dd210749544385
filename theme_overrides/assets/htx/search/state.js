// What is asked, as a value and as the end of the search page's address. Nothing here knows the page.

/** Facets in the order in which addresses name them, other filters, orders: the column that each of them reads. */
export const COLUMNS = {
  loai: "type", tinh: "", xa: "commune", "tinh-cu": "former_province", "linh-vuc": "sector", "loai-hinh": "kind", nhom: "group",
  sao: "stars", "chung-nhan": "certificate", "mua-vu": "season", "tinh-trang": "status", "chuyen-muc": "category", nam: "year",
  "con-hieu-luc": "valid_until", ten: "name", moi: "day",
};
const FACETS = Object.keys(COLUMNS).slice(0, -3);
const CODE = /^[a-z0-9-]{1,80}$/;
const LONGEST_QUERY = 200;
const MOST_VALUES = 40;
const LAST_PAGE = 9999;

/** The state that an address asks for. What is unknown or has no possible form is left out in silence. */
export function parseState(search) {
  const params = new URLSearchParams(search);
  const get = (name) => params.get(name) || "";
  const filters = {};
  for (const param of FACETS) {
    const values = params.getAll(param).join(",").split(",").filter((value) => CODE.test(value));
    if (values.length) filters[param] = [...new Set(values)].slice(0, MOST_VALUES);
  }
  const page = Math.floor(get("trang"));
  return {
    q: get("q").replace(/\s+/g, " ").trim().slice(0, LONGEST_QUERY),
    filters,
    valid: get("con-hieu-luc") === "1",
    sort: /^(ten|sao|moi)$/.test(get("sap-xep")) ? get("sap-xep") : "",
    page: page > 0 && page <= LAST_PAGE ? page : 1,
  };
}

/** `?q=…&tinh=…&trang=2`, always in one order; only `?` where nothing is asked. */
export function formatState({ q, filters, valid, sort, page }) {
  const parts = FACETS.filter((param) => filters[param]).map((param) => `${param}=${filters[param]}`);
  if (q.trim()) parts.unshift(new URLSearchParams({ q: q.trim() }));
  if (valid) parts.push("con-hieu-luc=1");
  if (sort) parts.push(`sap-xep=${sort}`);
  if (page > 1) parts.push(`trang=${page}`);
  return `?${parts.join("&")}`;
}

/** The state with one filter set that was not, or taken away, from its first page. */
export function toggleFilter(state, param, value) {
  if (param === "con-hieu-luc") return { ...state, valid: !state.valid, page: 1 };
  const { [param]: values = [], ...filters } = state.filters;
  const left = values.filter((other) => other !== value);
  if (left.length === values.length) left.push(value);
  if (left.length) filters[param] = left;
  if (param === "tinh") delete filters.xa; // communes of another province
  return { ...state, filters, page: 1 };
}

/** The state without any filter. */
export function clearFilters(state) {
  return { ...state, filters: {}, valid: false, page: 1 };
}

/** All filters that are set: [facet, value]. */
export function listFilters({ filters, valid }) {
  const pairs = Object.entries(filters).flatMap(([param, values]) => values.map((value) => [param, value]));
  return valid ? [...pairs, ["con-hieu-luc", "1"]] : pairs;
}
