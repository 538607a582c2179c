/** Where a character stands, read from the mirror: the same text in the same place, made of elements that can be measured. */
export function placeOfText(mirror: HTMLElement, offset: number): { left: number; top: number } {
  const walker = document.createTreeWalker(mirror, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left < length) return below(mirror, node, left);
    left -= length;
  }
  return { left: 0, top: mirror.clientHeight };
}

function below(mirror: HTMLElement, node: Node, offset: number) {
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  const letter = range.getClientRects()[0] ?? range.getBoundingClientRect();
  const frame = mirror.getBoundingClientRect();
  return { left: letter.left - frame.left, top: letter.bottom - frame.top };
}
