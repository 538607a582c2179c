// @ts-check
/**
 * Errors of the storage API. The platform documents few of the codes: those are marked with a star. The others are
 * close guesses, so an app must not decide by them beyond the HTTP status.
 *
 * | code | status | when |
 * | --- | --- | --- |
 * | KEY_NOT_FOUND * | 404 | get of a key that is not there (the SDK turns it into `undefined`) |
 * | KEY_CONFLICT * | 409 | FAIL_IF_EXISTS met an existing key |
 * | CONDITIONAL_CHECK_FAILED * | 409 | a condition of a transaction was not met |
 * | RATE_LIMIT_EXCEEDED * | 429 | too many requests or units |
 * | MAX_SIZE, MAX_DEPTH, INVALID_KEY, KEY_TOO_LONG, KEY_TOO_SHORT, ... | 400 | the request breaks a rule |
 */
export class StorageError extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {object} [context]
   */
  constructor(status, code, message, context) {
    super(message);
    this.status = status;
    this.code = code;
    this.context = context;
  }
}

/**
 * Refuses a request.
 * @param {string} code
 * @param {string} message
 * @returns {never}
 */
export function refuse(code, message) {
  throw new StorageError(400, code, message);
}
