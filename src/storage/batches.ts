/** Groups of items that keep the platform's limits of one request. */

/** Items of one write. */
export const BATCH_ITEMS_MAX = 25;
/** A batch of values near the limit of 240 KiB each must also stay below 4 MB. */
const BATCH_BYTES_MAX = 3_500_000;
const BATCHES_AT_ONCE = 4;

/** An entry of a batch, with the length of its value as JSON. */
export interface Sized<T> {
  entry: T;
  bytes: number;
}

/** Groups entries so that each batch keeps the limits of items and bytes. */
export function batches<T extends { value: unknown }>(entries: T[]): Sized<T>[][] {
  const all: Sized<T>[][] = [];
  let batch: Sized<T>[] = [];
  let sum = 0;
  for (const entry of entries) {
    const bytes = jsonBytes(entry.value);
    if (batch.length === BATCH_ITEMS_MAX || (batch.length > 0 && sum + bytes > BATCH_BYTES_MAX)) {
      all.push(batch);
      batch = [];
      sum = 0;
    }
    batch.push({ entry, bytes });
    sum += bytes;
  }
  if (batch.length > 0) all.push(batch);
  return all;
}

/** Groups of `size`. */
export function chunks<T>(items: T[], size: number): T[][] {
  const all: T[][] = [];
  for (let at = 0; at < items.length; at += size) all.push(items.slice(at, at + size));
  return all;
}

/** Works on a few groups at a time. */
export async function eachAtOnce<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  for (const group of chunks(items, BATCHES_AT_ONCE)) await Promise.all(group.map(work));
}

/** Length of a value as JSON. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
