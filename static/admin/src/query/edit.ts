/** Changes of the text of a query. The core edits it in the worker; without a worker a condition can still be added. */
import { editHere } from '../core/client';
import type { EditAnswer, QueryChange } from '../types';
import { narrowed } from './order';
import { keepClauses } from './useClauses';

/** The text with this change; the same text where the change cannot be made. */
export async function edited(jql: string, change: QueryChange): Promise<string> {
  try {
    const answer = await made(jql, change);
    keepClauses(answer.jql, answer.clauses);
    return answer.jql;
  } catch {
    const clause = clauseOf(change);
    return clause ? narrowed(jql, clause) : jql;
  }
}

/** Edits made of late: what is pointed at is made before it is clicked. */
const edits = new Map<string, Promise<EditAnswer>>();
const EDITS_MAX = 20;

function made(jql: string, change: QueryChange): Promise<EditAnswer> {
  const key = JSON.stringify([jql, change]);
  const known = edits.get(key);
  if (known) return known;
  if (edits.size >= EDITS_MAX) edits.clear();
  const making = editHere({ jql, change });
  edits.set(key, making);
  making.catch(() => edits.delete(key));
  return making;
}

function clauseOf(change: QueryChange): string | undefined {
  switch (change.do) {
    case 'add':
    case 'replace':
      return change.clause;
    case 'toggle':
      return `${change.field} ${change.exclude ? '!=' : '='} ${change.value}`;
    case 'only':
      return `${change.field} = ${change.value}`;
    case 'set':
      return change.values.length > 0 ? `${change.field} ${change.exclude ? 'NOT IN' : 'IN'} (${change.values.join(', ')})` : undefined;
    default:
      return undefined;
  }
}
