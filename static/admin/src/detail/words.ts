/** A piece of two texts compared: in both, only before, or only after. */
export interface Piece {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Texts with more words than this are compared by their common ends only; the full comparison grows with the square. */
const WORDS_MAX = 800;

/** What has to be taken out of one text and put in to get the other, word by word. */
export function compareWords(before: string, after: string): Piece[] {
  const a = wordsOf(before);
  const b = wordsOf(after);
  const { start, end } = commonEnds(a, b);
  const middleA = a.slice(start, a.length - end);
  const middleB = b.slice(start, b.length - end);
  const isLong = middleA.length > WORDS_MAX || middleB.length > WORDS_MAX;
  return joined([
    ...a.slice(0, start).map((text): Piece => ({ kind: 'same', text })),
    ...(isLong ? replaced(middleA, middleB) : compareMiddle(middleA, middleB)),
    ...a.slice(a.length - end).map((text): Piece => ({ kind: 'same', text })),
  ]);
}

/** The part of two texts that differs, without their common beginning and end. */
export function differingParts(before: string, after: string): { before: string; after: string } {
  const a = wordsOf(before);
  const b = wordsOf(after);
  const { start, end } = commonEnds(a, b);
  // Where one of them has nothing of its own there is nothing to show of it.
  const part = (words: string[]) => {
    const own = words.slice(start, words.length - end).join('').trim();
    return own && `${start > 0 ? '…' : ''}${own}${end > 0 ? '…' : ''}`;
  };
  const parts = { before: part(a), after: part(b) };
  return parts.before || parts.after ? parts : { before: '…', after: '…' };
}

/** How many words two texts have in common at their beginning and at their end. */
function commonEnds(a: string[], b: string[]) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { start, end };
}

const wordsOf = (text: string) => text.split(/(\s+|(?<=[\p{P}\p{S}])|(?=[\p{P}\p{S}]))/u).filter(Boolean);

const replaced = (a: string[], b: string[]): Piece[] => [
  ...a.map((text): Piece => ({ kind: 'gone', text })),
  ...b.map((text): Piece => ({ kind: 'new', text })),
];

/** The longest common subsequence, walked from its table. */
function compareMiddle(a: string[], b: string[]): Piece[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const here = i * width + j;
      lengths[here] = a[i] === b[j] ? lengths[here + width + 1]! + 1 : Math.max(lengths[here + width]!, lengths[here + 1]!);
    }
  }
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i]! });
      i += 1;
      j += 1;
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) {
      pieces.push({ kind: 'gone', text: a[i]! });
      i += 1;
    } else {
      pieces.push({ kind: 'new', text: b[j]! });
      j += 1;
    }
  }
  return [...pieces, ...replaced(a.slice(i), b.slice(j))];
}

function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else result.push({ ...piece });
  }
  return result;
}
