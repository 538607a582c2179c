// @ts-check
/** Who the app and its one local installation are: fixed ids, so that two runs look the same. */

const CLOUD_ID = '33333333-3333-4333-8333-333333333333';
const INSTALLATION_ID = '22222222-2222-4222-8222-222222222222';
const ENVIRONMENT_ID = '11111111-1111-4111-8111-111111111111';

/**
 * @typedef {object} Identity
 * @property {string} appId
 * @property {string} appVersion
 * @property {string} environmentId
 * @property {string} environmentType
 * @property {string} installationId
 * @property {string} cloudId
 * @property {string} contextAri
 * @property {object} installation
 * @property {object | undefined} license
 * @property {{scopes: string[], external: object}} permissions
 */

/**
 * Makes the identity an app has on this machine.
 * @param {import('./manifest.mjs').Manifest} manifest
 * @returns {Identity}
 */
export function makeIdentity(manifest) {
  return {
    appId: manifest.appId,
    appVersion: '1.0.0',
    environmentId: ENVIRONMENT_ID,
    environmentType: 'DEVELOPMENT',
    installationId: INSTALLATION_ID,
    cloudId: CLOUD_ID,
    contextAri: `ari:cloud:jira::site/${CLOUD_ID}`,
    installation: { ari: { installationId: INSTALLATION_ID }, contexts: [{ cloudId: CLOUD_ID }] },
    license: manifest.licensed ? { active: true, isActive: true, type: 'commercial' } : undefined,
    permissions: { scopes: manifest.scopes, external: manifest.external },
  };
}

/**
 * The second argument of every function.
 * @param {Identity} identity
 * @param {string | undefined} accountId who the function works for, if it is somebody
 */
export function invocationContext(identity, accountId) {
  return {
    installContext: identity.contextAri,
    installation: identity.installation,
    license: identity.license,
    ...(accountId && { principal: { accountId } }),
  };
}
