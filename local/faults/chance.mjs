// @ts-check
/** Chance that can be replayed: a number from 0 to 1 that depends on the seed and the place alone, never on what was drawn before. */

/**
 * @param {number} seed
 * @param {...number} place such as the number of a rule and how often it has matched
 */
export function draw(seed, ...place) {
  return [seed, ...place].reduce(mix, 0x9e3779b9) / 2 ** 32;
}

/** One round of a 32-bit hash (the finalizer of MurmurHash3). */
function mix(/** @type {number} */ hash, /** @type {number} */ value) {
  let mixed = (hash ^ value) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
