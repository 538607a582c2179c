import type { CompleteAnswer, CompletionItem } from '../../types';
import { quote } from '../quote';
import type { SiteValue } from './siteValues';

/** One line of the list. */
export interface Choice {
  key: string;
  kind: CompletionItem['kind'];
  label: string;
  insert: string;
  help?: string;
  accountId?: string;
}

/** The core's choices and the site's values in one list: what begins as typed, then values, then the rest. */
export function choicesOf(jql: string, answer: CompleteAnswer, values: SiteValue[], usage: Record<string, number>): Choice[] {
  const prefix = prefixOf(jql, answer).toLowerCase();
  const items = answer.items.map((item) => ({ ...item, key: `${item.kind} ${item.label}` }));
  const isFirst = ({ label }: Choice) => prefix !== '' && label.toLowerCase().startsWith(prefix);
  const often = (value: SiteValue) => usage[value.label] ?? 0;
  const site = [...values].sort((a, b) => often(b) - often(a)).map((value) => fromSite(jql, answer, value));
  const seen = new Set<string>();
  const all = [...items.filter(isFirst), ...site, ...items.filter((item) => !isFirst(item))];
  return all.filter(({ key }) => !seen.has(key) && seen.add(key));
}

/** What has been typed of the word at the caret, without its quotation mark. */
export const prefixOf = (jql: string, { from, to, values }: CompleteAnswer) => values?.prefix ?? jql.slice(from, to).replace(/^["']/u, '');

function fromSite(jql: string, answer: CompleteAnswer, value: SiteValue): Choice {
  const text = answer.values?.quote && !/^["']/u.test(value.jql) ? quote(value.jql) : value.jql;
  const goesOn = isInList(jql, answer) || /^[\s,)]/u.test(jql.slice(answer.to));
  return {
    key: `site ${value.jql}`,
    kind: 'value',
    label: value.label,
    insert: goesOn ? text : `${text} `,
    help: value.help,
    accountId: value.person?.accountId,
  };
}

/** Whether the caret stands in the parentheses of a list or a function, and not only of a group of clauses. */
function isInList(jql: string, { from, tokens }: CompleteAnswer): boolean {
  const open: boolean[] = [];
  tokens.forEach((token, index) => {
    if (token.to > from) return;
    const text = jql.slice(token.from, token.to);
    if (text === '(') {
      const before = tokens[index - 1];
      open.push(before?.kind === 'function' || (before !== undefined && /^in$/iu.test(jql.slice(before.from, before.to))));
    } else if (text === ')') open.pop();
  });
  return open.at(-1) === true;
}
