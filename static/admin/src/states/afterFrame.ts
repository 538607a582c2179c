/** A window that nobody sees draws no frames. */
const UNSEEN_MS = 100;

/** Does something once the next frame was drawn, so that it takes no time from it. Gives what calls it off. */
export function afterFrame(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const then = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      cancelAnimationFrame(frame);
      act();
    }, ms);
  };
  const frame = requestAnimationFrame(() => then(0));
  then(UNSEEN_MS);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
