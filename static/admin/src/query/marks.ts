import type { CompletionToken, Diagnostic, TokenRole } from '../types';

/** A stretch of the query: marked or not, and what it is there for. */
export interface Stretch {
  text: string;
  severity?: Diagnostic['severity'];
  role?: TokenRole;
}

const GRAVITY: Diagnostic['severity'][] = ['note', 'warning', 'error'];

/** Cuts the text where marks and tokens begin and end. The gravest mark wins; one of no length covers the next character. */
export function stretchesOf(text: string, diagnostics: Diagnostic[], tokens: CompletionToken[] = []): Stretch[] {
  const marks = diagnostics.map((diagnostic) => ({ ...diagnostic, ...visibleSpan(text, diagnostic) }));
  const inside = tokens.filter(({ from, to }) => from < to && to <= text.length);
  const edges = [...new Set([0, text.length, ...[...marks, ...inside].flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  let next = 0;
  return edges.slice(0, -1).map((from, index) => {
    while (next < inside.length && inside[next]!.to <= from) next += 1;
    const token = inside[next];
    const severities = marks.filter((mark) => mark.from <= from && from < mark.to).map((mark) => GRAVITY.indexOf(mark.severity));
    const severity = severities.length > 0 ? GRAVITY[Math.max(...severities)] : undefined;
    return { text: text.slice(from, edges[index + 1]), severity, role: token && token.from <= from ? token.kind : undefined };
  });
}

/** Tokens of an older text, as far as they are those of a newer one: colours stay until the new ones are there. */
export function carriedOver(tokens: CompletionToken[], before: string, after: string): CompletionToken[] {
  if (before === after) return tokens;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const shift = after.length - before.length;
  return tokens.flatMap((token) => {
    if (token.to <= head) return [token];
    if (token.from >= before.length - tail) return [{ ...token, from: token.from + shift, to: token.to + shift }];
    // The word that is being typed keeps its colour.
    return token.to + shift > token.from ? [{ ...token, to: token.to + shift }] : [];
  });
}

/** The span as it can be seen: inside the text, and at least one character long when there is one. */
export function visibleSpan(text: string, { from, to }: { from: number; to: number }) {
  const start = Math.min(from, Math.max(0, text.length - 1));
  const end = Math.min(Math.max(to, start + 1), text.length);
  return { from: start, to: Math.max(start, end) };
}

/** Line and character of an offset, counted from one, for people. */
export function placeOf(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 };
}
