/** Storage did not do what it was asked to, after every attempt. */
export class StorageFailure extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(`storage: ${what}`, options);
    this.name = 'StorageFailure';
  }
}
