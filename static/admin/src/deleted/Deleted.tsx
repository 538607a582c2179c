import Button from '@atlaskit/button/new';
import DeleteIcon from '@atlaskit/icon/core/delete';
import { useMemo, useState } from 'react';
import type { Question } from '../api';
import type { PlaceProps } from '../dashboards/Dashboards';
import { Dates } from '../filters/Dates';
import { FilterBar } from '../filters/FilterBar';
import { useLog } from '../log';
import { narrowed } from '../query/narrowed';
import { quote } from '../query/quote';
import { questionOf, rangeClauses } from '../query/range';
import { rangeOf } from '../query/model';
import { useClauses } from '../query/useClauses';
import { Failed } from '../states/Failed';
import { Notice } from '../states/Notice';
import { PageHead } from '../states/PageHead';
import { Remarks } from '../states/Remarks';
import { SearchBox } from '../states/SearchBox';
import { Skeleton } from '../states/Skeleton';
import { linkOf } from '../states/usePlace';
import { useKeysOn } from '../states/preferences';
import { makeClock } from '../table/time';
import { useEvents } from '../table/useEvents';
import { detailsFor } from '../timeline/details';
import { count, texts } from '../texts';
import { deleted as words } from '../texts/deleted';
import { DeletedCard } from './DeletedCard';
import { actionsOf, kindClause, KINDS, readKind } from './kinds';
import { useAsked } from './useAsked';
import './deleted.css';

/** More than there are actions. */
const ACTIONS_MAX = 100;

/** What was deleted, with all that the log still has of it. */
export default function Deleted({ viewer, context, history, pageUrl, places, go }: PlaceProps) {
  const { zone, locale } = context;
  const { address, change, query, ask, edit } = useAsked(history);
  const [keysOn, setKeysOn] = useKeysOn();
  const clock = useMemo(() => makeClock(zone, locale, Date.now()), [zone, locale]);
  const isFull = viewer.access === 'all';
  const isScoped = viewer.access === 'scoped';
  const kind = readKind(address.get('kind'));
  const text = address.get('text') ?? '';
  const clauses = useClauses(query.jql);

  const textClause = text.trim() ? [`content ~ ${quote(text.trim())}`] : [];
  const base = questionOf(query, zone);
  const question: Question = { ...base, narrow: [...base.narrow, kindClause(kind), ...textClause] };
  const everything: Question = { ...base, narrow: [...base.narrow, kindClause('all'), ...textClause] };
  const log = useLog([{ question: everything, shows: [{ show: 'groups', by: 'action', limit: ACTIONS_MAX }] }]);
  const { log: list, loadMore, retry } = useEvents(question, undefined, true);
  const answered = list.state === 'shown' ? list.answered : list.state === 'loading' ? list.before : undefined;
  const more = list.state === 'shown' ? list.more : 'idle';

  const groups = log.state === 'shown' ? log.answers?.[0]?.shown[0] : undefined;
  const counted = groups?.show === 'groups' ? new Map(groups.groups.map(({ value, count }) => [value, count])) : undefined;
  const countOf = (kind: (typeof KINDS)[number]) => counted && actionsOf(kind).reduce((sum, action) => sum + (counted.get(action) ?? 0), 0);
  const details = detailsFor({ isFull, clock, pageUrl, go });
  const asList = () => {
    const { jql, range } = { jql: narrowed(query.jql, [kindClause(kind), ...textClause]), range: rangeOf(query) };
    // A range of the list is one of its own, so the clauses are not needed there.
    go('events', new URLSearchParams({ jql: typeof range === 'string' ? jql : narrowed(jql, rangeClauses(range)), ...(typeof range === 'string' && { range }) }).toString());
  };
  return (
    <main className="page deleted">
      <PageHead places={places} scope={isScoped ? viewer.containers : undefined} isFull={isFull} keysOn={keysOn} onKeys={setKeysOn} link={linkOf(pageUrl, history.location.search)} />
      <div className="deleted-bar">
        <div role="group" aria-label={words.kindsLabel} className="deleted-kinds">
          {KINDS.map((one) => (
            <Button key={one} spacing="compact" appearance="subtle" isSelected={one === kind} aria-pressed={one === kind} onClick={() => change((params) => (one === 'all' ? params.delete('kind') : params.set('kind', one)))}>
              {counted ? `${words.kinds[one]} ${count(countOf(one) ?? 0)}` : words.kinds[one]}
            </Button>
          ))}
        </div>
        <TextSearch key={text} text={text} onSearch={(text) => change((params) => (text.trim() ? params.set('text', text.trim()) : params.delete('text')))} />
        <Dates query={query} zone={zone} ask={ask} edit={edit} />
      </div>
      <FilterBar clauses={clauses} question={everything} isScoped={isScoped} edit={edit} onShow={() => undefined} />
      {list.state === 'failed' && <Failed error={list.error} onRetry={retry} />}
      {list.state === 'loading' && !answered && <Skeleton rows={6} />}
      {answered && <Remarks answered={answered} />}
      {answered && list.state === 'shown' && answered.rows.length === 0 && (
        <Notice icon={DeleteIcon} title={words.emptyTitle}>
          <p>{words.emptyHelp}</p>
          <Button onClick={() => ask((query) => ({ ...query, range: 'any' }))}>{texts.filters.anyTime}</Button>
        </Notice>
      )}
      {answered && answered.rows.length > 0 && (
        <>
          <p className="summary">
            <span role="status">{words.shown(answered.rows.length, answered.cursor === undefined)}</span>
            <button type="button" className="link small" onClick={asList}>
              {words.asList}
            </button>
          </p>
          <ul className="deleted-list" aria-busy={list.state === 'loading'}>
            {answered.rows.map((event) => (
              <DeletedCard key={event.id} event={event} clock={clock} detailOf={details} onPerson={(accountId) => edit({ do: 'toggle', field: 'actor', value: quote(accountId), exclude: false })} />
            ))}
          </ul>
          {answered.cursor !== undefined && (
            <p className="story-end">
              <Button isDisabled={more === 'loading'} onClick={loadMore}>
                {more === 'loading' ? words.loading : more === 'failed' ? words.moreFailed : words.loadMore}
              </Button>
            </p>
          )}
        </>
      )}
    </main>
  );
}

/** Words that stand in what was deleted. Enter asks. */
function TextSearch({ text, onSearch }: { text: string; onSearch(text: string): void }) {
  const [typed, setTyped] = useState(text);
  return (
    <form
      role="search"
      className="deleted-search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed);
      }}
    >
      <SearchBox label={words.search} text={typed} onChange={setTyped} onBlur={() => typed !== text && onSearch(typed)} />
    </form>
  );
}
