// Where the script begins: the search page, or suggestions in the box of any other page.
import { openIndex } from "./engine.js";
import { startPage } from "./page.js";
import { startSuggestions } from "./suggest.js";

/** Bring the form of this page to life. */
function startSearch() {
  const form = document.querySelector(".htx-search");
  const base = new URL(form.dataset.index, document.baseURI).href;
  const data = document.getElementById("htx-manifest"); // the search page brings the manifest: its first search saves a request
  const manifest = data ? JSON.parse(data.textContent) : undefined;
  let opening;
  const open = () => (opening ??= openIndex(base, manifest).catch(forget));
  const forget = (error) => {
    opening = null;
    throw error;
  };
  const now = new Date();
  now.setMinutes(now.getMinutes() - now.getTimezoneOffset()); // dates by locale cost a slow phone a tenth of a second
  const site = {
    root: new URL("../../", base).href,
    tail: form.action.endsWith("index.html") ? "index.html" : "",
    today: now.toISOString().slice(0, 10), // for the visitor
    ...manifest,
  };
  (data ? startPage : startSuggestions)(form, open, site);
}

if (window.DecompressionStream) startSearch(); // else box.js has said why not
