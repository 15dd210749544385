// Where the script begins: the search page, or suggestions in the box of any other page.
import { openIndex } from "./engine.js";
import { RESULTS_A_PAGE, startPage } from "./page.js";
import { parseState } from "./state.js";
import { startSuggestions } from "./suggest.js";

const POLL = 20; // ms
const MINUTE = 60000;

/** Bring the form of this page to life. On the search page the answer is looked for before the page itself is there. */
function startSearch() {
  const data = document.getElementById("htx-manifest"); // the search page brings the manifest
  const manifest = data ? JSON.parse(data.textContent) : undefined;
  const find = () => document.querySelector(".htx-search");
  const base = new URL(data ? "chi-muc/" : find().dataset.index, document.baseURI).href;
  let opening;
  const open = () => (opening ??= openIndex(base, manifest).catch(forget));
  const forget = (error) => {
    opening = null;
    throw error;
  };
  const start = () => {
    if (data && !document.getElementById("danh-sach")) return setTimeout(start, POLL); // its browser waits for style sheets
    (data ? startPage : startSuggestions)(find(), open, describeSite(base, find()));
  };
  if (data) open().then((index) => index.search(parseState(location.search), { size: RESULTS_A_PAGE })).catch(() => {}); // told by the page
  start();
}

/** How this site spells addresses, and the day it is for the visitor. */
function describeSite(base, form) {
  return {
    root: new URL("../../", base).href,
    tail: form.action.endsWith("index.html") ? "index.html" : "",
    today: new Date(Date.now() - new Date().getTimezoneOffset() * MINUTE).toISOString().slice(0, 10), // by locale it takes a slow phone a tenth of a second
  };
}

if (window.DecompressionStream) startSearch(); // else box.js has said why not
