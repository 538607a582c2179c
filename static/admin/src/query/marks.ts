import type { Diagnostic } from '../types';

/** A stretch of the query, marked or not. */
export interface Stretch {
  text: string;
  severity?: Diagnostic['severity'];
}

/** Cuts the text where marks begin and end. Errors win over warnings; a mark of no length covers the next character. */
export function stretchesOf(text: string, diagnostics: Diagnostic[]): Stretch[] {
  const marks = diagnostics.map((diagnostic) => ({ ...diagnostic, ...visibleSpan(text, diagnostic) }));
  const edges = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.from, mark.to])])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const covering = marks.filter((mark) => mark.from <= from && from < mark.to);
    const severity = covering.some((mark) => mark.severity === 'error') ? 'error' : covering[0]?.severity;
    return { text: text.slice(from, edges[index + 1]), severity };
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
