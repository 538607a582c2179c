/** Runs in every frame before any script of the page: notes when somebody did something, and when what was shown. */
export function listenInFrame() {
  if (window === window.top) return;
  let input = 0;
  let before;
  let firstRow;
  let firstWhole;
  let onAnswer;
  for (const type of ['click', 'pointerup', 'keydown']) window.addEventListener(type, (event) => (input = event.timeStamp), { capture: true });
  // After the next frame was drawn.
  const drawn = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => then(performance.now());
      port2.postMessage(0);
    });
  const answered = () => document.querySelector('main[data-answered]')?.getAttribute('data-answered') ?? undefined;
  const countOf = () => Number((document.querySelector('.summary-count')?.textContent ?? '').replace(/\D/gu, ''));
  const look = () => {
    if (firstRow === undefined && document.querySelector('.row[data-event]')) {
      firstRow = 0;
      drawn((now) => (firstRow = now));
    }
    const now = answered();
    if (now === undefined) return;
    if (firstWhole === undefined) {
      firstWhole = 0;
      drawn((now) => (firstWhole = now));
    }
    if (onAnswer && now !== before) {
      const tell = onAnswer;
      onAnswer = undefined;
      drawn((at) => tell({ ms: at - input, asked: now, count: countOf() }));
    }
  };
  const observe = () => new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-answered'] });
  observe();
  let answer;
  window.bench = {
    opened() {
      const { loadEventEnd } = performance.getEntriesByType('navigation')[0];
      return { rows: firstRow - loadEventEnd, whole: firstWhole - loadEventEnd, loaded: loadEventEnd };
    },
    begin() {
      before = answered();
      answer = new Promise((resolve, reject) => {
        onAnswer = resolve;
        setTimeout(() => reject(new Error(`nothing new was answered after ${before}`)), 30_000);
      });
    },
    answer: () => answer,
    count: countOf,
  };
}
