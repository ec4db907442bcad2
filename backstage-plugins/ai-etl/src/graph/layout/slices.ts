const SLICE_MS = 8;

/** Waits for its turn when the slice is used up; otherwise goes on at once. */
export type Pause = () => Promise<void>;

/** Work in slices short enough for 60 frames a second. */
export function slices(length = SLICE_MS): Pause {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < length) return;
    await new Promise<void>((resolve) => setTimeout(resolve));
    began = performance.now();
  };
}
