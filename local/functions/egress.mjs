// @ts-check
/** Which hosts the manifest lets functions call. */

/**
 * @param {any} external `permissions.external` of the manifest
 * @returns {string[]}
 */
export function backendHosts(external) {
  const entries = external?.fetch?.backend ?? [];
  return entries.map((/** @type {any} */ entry) => (typeof entry === 'string' ? entry : entry.address)).filter(Boolean);
}

/**
 * Says whether a URL is covered by an entry such as `api.example.com`, `*.example.com` or `https://example.com`.
 * @param {string} url
 * @param {string[]} entries
 */
export function isAllowed(url, entries) {
  let host;
  try {
    host = new URL(url).hostname;
  } catch {
    return false;
  }
  return entries.some((entry) => {
    const pattern = entry.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/, '');
    return pattern === '*' || pattern === host || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));
  });
}
