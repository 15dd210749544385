// Where the script begins: the search page, or suggestions in the box of any other page.
import { openIndex } from "./engine.js";
import { SearchPage } from "./page.js";
import { SuggestBox } from "./suggest.js";

const RESULTS_A_PAGE = 20;

/** Bring the form of this page to life. */
function startSearch() {
  const form = document.querySelector(".htx-search");
  const base = new URL(form.dataset.index, document.baseURI).href;
  const page = document.getElementById("htx-manifest"); // the search page brings the manifest: its first search saves a request
  const manifest = page && JSON.parse(page.textContent);
  let opening;
  const open = () => (opening ??= openIndex(base, manifest ?? undefined).catch(forget));
  const forget = (error) => {
    opening = null;
    throw error;
  };
  new (page ? SearchPage : SuggestBox)(form, open, describeSite(base, form, manifest)).start();
}

/** How this site spells addresses, what it knows of its provinces and sources, and the day it is for the visitor. */
function describeSite(base, form, manifest) {
  const pad = (number) => String(number).padStart(2, "0");
  const now = new Date();
  return {
    root: new URL("../../", base).href,
    tail: form.action.endsWith("index.html") ? "index.html" : "",
    today: [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join("-"),
    provinces: new Map(manifest?.provinces.map(([code, name]) => [code, name])),
    sources: manifest?.sources || [],
    pageSize: RESULTS_A_PAGE,
  };
}

startSearch();
