/** Filters as JQL clauses: the host narrows the typed query by them. */
import { PICK_FIELDS, type Pick, type PickField, type Preset, type Query, type Range } from './model';
import { quote } from './quote';

const PRESET_CLAUSES: Record<Preset, string> = {
  hour: 'occurred >= -1h',
  day: 'occurred >= -24h',
  week: 'occurred >= -7d',
  month: 'occurred >= -30d',
  quarter: 'occurred >= -90d',
};

/** Fields that a record may not have. Leaving out a value must not leave out the records without any. */
const MAY_BE_EMPTY: PickField[] = ['actor', 'project', 'issue'];

/** One clause for each filter that is set. */
export function narrowOf(query: Query): string[] {
  return [...peopleClauses(query.picks), ...plainClauses(query.picks), ...rangeClauses(query.range)];
}

/** Named people and other kinds of actors are one filter to the reader: any of them matches. */
function peopleClauses(picks: Pick[]): string[] {
  const wanted = [membership('actor', values(picks, 'actor', false)), membership('actorKind', values(picks, 'actorKind', false))];
  const present = wanted.filter((clause) => clause !== undefined);
  const either = present.length > 1 ? [`(${present.join(' OR ')})`] : present;
  return [...either, ...exclusion('actor', picks), ...exclusion('actorKind', picks)];
}

function plainClauses(picks: Pick[]): string[] {
  const fields = PICK_FIELDS.filter((field) => field !== 'actor' && field !== 'actorKind');
  return fields.flatMap((field) => {
    const wanted = membership(field, values(picks, field, false));
    return [...(wanted ? [wanted] : []), ...exclusion(field, picks)];
  });
}

function membership(field: PickField, wanted: string[]): string | undefined {
  if (wanted.length === 0) return undefined;
  return wanted.length === 1 ? `${field} = ${quote(wanted[0]!)}` : `${field} IN (${wanted.map(quote).join(', ')})`;
}

function exclusion(field: PickField, picks: Pick[]): string[] {
  const unwanted = values(picks, field, true);
  if (unwanted.length === 0) return [];
  const clause = unwanted.length === 1 ? `${field} != ${quote(unwanted[0]!)}` : `${field} NOT IN (${unwanted.map(quote).join(', ')})`;
  return [MAY_BE_EMPTY.includes(field) ? `(${clause} OR ${field} IS EMPTY)` : clause];
}

const values = (picks: Pick[], field: PickField, exclude: boolean) =>
  picks.filter((pick) => pick.field === field && pick.exclude === exclude).map((pick) => pick.value);

function rangeClauses(range: Range | undefined): string[] {
  if (!range) return [];
  if ('preset' in range) return [PRESET_CLAUSES[range.preset]];
  return [`occurred >= ${quote(range.from)}`, `occurred < ${quote(dayAfter(range.to))}`];
}

/** The next day of the calendar, as `yyyy-mm-dd`. */
export function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}
