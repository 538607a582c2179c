import { exactlyByCore } from '../texts/core';
import type { Change } from '../types';
import { rememberedField } from './names';

/** Names that are one word where people write two. */
const SPLIT: Record<string, string> = { duedate: 'due date', issuetype: 'issue type', timespent: 'time spent', timeestimate: 'remaining estimate', timeoriginalestimate: 'original estimate' };

/** How a field is called: a custom field as its owner named it, others in words of the page's language. */
export function fieldName({ field, fieldId }: Pick<Change, 'field' | 'fieldId'>): string {
  if (fieldId?.startsWith('customfield_')) return field;
  const own = fieldId === undefined ? rememberedField(field) : undefined;
  if (own) return own;
  const words = SPLIT[field.toLowerCase()] ?? (/^[a-z]+(?:[A-Z][a-z]+)+$/u.test(field) ? field.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`) : field);
  return exactlyByCore(`field: ${words.toLowerCase()}`) ?? words.charAt(0).toUpperCase() + words.slice(1);
}
