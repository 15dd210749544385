// Runs before the page's own scripts: notes when the lists that a visitor waits for change, and what keeps the main thread busy.
((selectors) => {
  const watch = { lists: {}, tasks: [], keys: [] };
  const shown = {};
  for (const name of Object.keys(selectors)) {
    watch.lists[name] = [];
    shown[name] = "";
  }
  const look = () => {
    for (const [name, selector] of Object.entries(selectors)) {
      const nodes = [...document.querySelectorAll(selector)];
      const text = nodes.map((node) => node.href || node.textContent).join("\n");
      if (text === shown[name]) continue;
      shown[name] = text;
      watch.lists[name].push({ at: performance.now(), count: nodes.length, text });
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  addEventListener("keydown", () => watch.keys.push(performance.now()), true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watch.tasks.push({ at: entry.startTime, length: entry.duration });
  }).observe({ type: "longtask", buffered: true });
  window.benchmarkWatch = watch;
})
