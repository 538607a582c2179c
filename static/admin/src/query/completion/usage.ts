/** What was chosen before, so that it comes first. Frames may be denied storage: then it is known as long as the page. */
const PLACE = 'query-choices';
const KEPT_MAX = 200;

let counts: Record<string, number> | undefined;

/** How often each choice was made, by its label. */
export function usage(): Record<string, number> {
  counts ??= read();
  return counts;
}

/** Counts one more choice; what was chosen long ago gives way. */
export function countUse(label: string) {
  const { [label]: before = 0, ...others } = usage();
  counts = Object.fromEntries([...Object.entries(others), [label, before + 1] as const].slice(-KEPT_MAX));
  try {
    window.localStorage.setItem(PLACE, JSON.stringify(counts));
  } catch {
    // Storage is denied; the page still knows.
  }
}

function read(): Record<string, number> {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(PLACE) ?? '{}');
    const isNumber = (entry: [string, unknown]): entry is [string, number] => Number.isSafeInteger(entry[1]) && (entry[1] as number) > 0;
    return found && typeof found === 'object' ? Object.fromEntries(Object.entries(found).filter(isNumber)) : {};
  } catch {
    return {};
  }
}
