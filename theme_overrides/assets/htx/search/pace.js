/** Long calculations in short steps: the page gets its turn in between, and whoever was overtaken stops. */

const STEP = 12; // ms; on a phone that is four times slower still half of what a visitor notices

/** Let the page have its turn. */
export function pause() {
  return new Promise((resolve) => setTimeout(resolve));
}

/** A function to be awaited between the steps of one calculation; it rejects with AbortError once the signal says so. */
export function newPace(signal) {
  let start = performance.now();
  return async () => {
    if (performance.now() - start < STEP) return;
    await pause();
    if (signal?.aborted) throw signal.reason;
    start = performance.now();
  };
}
