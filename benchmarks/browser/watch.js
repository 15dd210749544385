// Runs before a page's own scripts: what was painted when, what moved, what kept the page busy.
(function () {
  const seen = { paint: 0, lcp: 0, element: "", shift: 0, tasks: [], moved: [] };
  window.benchmarkSeen = seen;
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  const name = (element) => element ? element.tagName.toLowerCase() + (element.className && element.className.baseVal === undefined ? "." + element.className.split(" ")[0] : "") : "";
  watch("paint", (entry) => {
    if (entry.name === "first-contentful-paint") seen.paint = entry.startTime;
  });
  watch("largest-contentful-paint", (entry) => {
    seen.lcp = entry.startTime;
    seen.element = name(entry.element);
  });
  watch("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    seen.shift += entry.value;
    entry.sources.forEach((source) => seen.moved.push(name(source.node)));
  });
  watch("longtask", (entry) => seen.tasks.push([entry.startTime, entry.duration]));
})();
