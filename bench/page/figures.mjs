/** The value below which so large a share of a list lies. */
export function shareOf(list, share) {
  const sorted = [...list].sort((a, b) => a - b);
  return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
}

/** The middle of a list. */
export const median = (list) => shareOf(list, 0.5);

const rounded = (value) => Math.round(value * 100) / 100;
