/** Long calculations in short steps: the page gets its turn in between, and whoever was overtaken stops. */

const STEP = 12; // ms; a phone's processor is four times slower than the one this is seldom reached on

/** What a promise rejects with after its signal stopped it. */
export function newAbortError() {
  return new DOMException("overtaken", "AbortError");
}

/** A clock for one calculation. */
export function newClock(signal) {
  return { signal, start: performance.now() };
}

/** Let the page have its turn if the step was long enough; rejects with AbortError once the clock's signal says so. */
export async function breathe(clock) {
  if (performance.now() - clock.start < STEP) return;
  await new Promise((resolve) => setTimeout(resolve));
  if (clock.signal?.aborted) throw newAbortError();
  clock.start = performance.now();
}
