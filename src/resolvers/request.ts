/** What a resolver is called with, and how it is read. */
import type { Access, Asking } from '../access';
import { accessOf, pageName, scopeOf } from '../access';
import { Refusal } from '../envelope';
import type { Scope } from '../generated';
import { recordOwn } from '../own-events';

/** What the platform hands to a resolver. */
export interface Call {
  payload: unknown;
  context: Asking;
}

/** One resolver; what it returns is put into the envelope for it. */
export type Resolver = (call: Call) => Promise<unknown>;

/** The access of somebody who may read something, with the scope they may read; everybody else is refused, on record. */
export async function reader(call: Call): Promise<{ access: Access; scope: Scope }> {
  const found = await readerHere(call);
  // Beside one issue or page there is its story, and nothing else of the log.
  if (found.access.thing !== undefined) throw new Refusal({ code: 'forbidden', message: 'This is answered on the page of the project or space.' });
  return found;
}

/** As `reader`, also beside an issue or a page. Whoever calls this shows nothing but what `clauseOf` leaves. */
export async function readerHere({ context }: Call): Promise<{ access: Access; scope: Scope }> {
  const access = await accessOf(context);
  const scope = scopeOf(access);
  if (scope === undefined) throw await refused(access, context);
  return { access, scope };
}

/** The access of somebody who may see all of the log; everybody else is refused, on record. */
export async function administrator({ context }: Call): Promise<Access> {
  const access = await accessOf(context);
  if (access.access !== 'all') throw await refused(access, context);
  return access;
}

/** Puts a refusal on record and returns it. */
async function refused(access: Access, context: Asking): Promise<Refusal> {
  if (access.accountId !== null) await recordOwn('log.refused', { account: access.accountId, note: pageName(context) });
  const message = access.reason ?? 'Only administrators of the site may do this.';
  return new Refusal({ code: 'forbidden', message });
}

/** The members of a payload, each read as the type it must have; others are refused. */
export class Fields {
  private readonly left: Map<string, unknown>;

  constructor(payload: unknown) {
    if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) throw bad('the payload must be an object');
    this.left = new Map(Object.entries(payload));
  }

  text(name: string, lengthMax: number): string {
    return this.optionalText(name, lengthMax) ?? missing(name);
  }

  optionalText(name: string, lengthMax: number): string | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string' || value.length > lengthMax) throw bad(`\`${name}\` must be a text of at most ${lengthMax} characters`);
    return value;
  }

  /** One of some words, or nothing. */
  oneOf(name: string, words: string[]): string | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string' || !words.includes(value)) throw bad(`\`${name}\` must be one of ${words.join(', ')}`);
    return value;
  }

  /** A list of texts; an absent list is an empty one. */
  texts(name: string, itemsMax: number, lengthMax: number): string[] {
    const value = this.take(name) ?? [];
    const fits = Array.isArray(value) && value.length <= itemsMax;
    if (!fits || !value.every((item) => typeof item === 'string' && item.length <= lengthMax)) {
      throw bad(`\`${name}\` must be a list of at most ${itemsMax} texts`);
    }
    return value as string[];
  }

  whole(name: string, min: number, max: number): number {
    return this.optionalWhole(name, min, max) ?? missing(name);
  }

  optionalWhole(name: string, min: number, max: number): number | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return undefined;
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
      throw bad(`\`${name}\` must be a whole number from ${min} to ${max}`);
    }
    return value as number;
  }

  /** Refuses members that nothing has read. */
  end(): void {
    const [name] = this.left.keys();
    if (name !== undefined) throw bad(`\`${name.slice(0, 40)}\` is not known here`);
  }

  private take(name: string): unknown {
    const value = this.left.get(name);
    this.left.delete(name);
    return value;
  }
}

function missing(name: string): never {
  throw bad(`\`${name}\` is missing`);
}

function bad(message: string): Refusal {
  return new Refusal({ code: 'bad-request', message });
}
