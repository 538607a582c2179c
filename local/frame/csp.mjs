// @ts-check
/** The content security policy that Forge puts on an app's page, built by Atlassian's own package. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { CSPInjectionService, CSPProcessingService } = require('@forge/csp');
const cheerio = require('cheerio');

const processing = new CSPProcessingService({ info() {} }, cheerio.load);
const injection = new CSPInjectionService();

/**
 * @param {string} html the page as the app ships it: its inline scripts are allowed by their hashes
 * @param {import('../manifest.mjs').Manifest} manifest
 * @param {string} siteUrl the product's address: it may embed the page and serve it images and styles
 * @returns {string} the header
 */
export function pagePolicy(html, manifest, siteUrl) {
  const { content, external } = manifest;
  const existingCSPDetails = processing.getCspDetails(html, /** @type {any} */ ({ content, external }));
  return injection
    .getInjectableCSP({ existingCSPDetails, microsEnv: 'prod', hostname: siteUrl })
    .filter((/** @type {string} */ directive) => !directive.startsWith('report-uri')) // would send reports to Atlassian
    .join('; ');
}
