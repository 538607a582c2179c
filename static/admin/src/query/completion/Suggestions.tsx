import Spinner from '@atlaskit/spinner';
import { useLayoutEffect, useRef } from 'react';
import { Face } from '../../people/Face';
import { usePerson } from '../../people/usePerson';
import { texts } from '../../texts';
import { saidByCore } from '../../texts/core';
import type { Choice } from './choices';
import type { SiteState } from './useCompletion';
import './completion.css';

interface Props {
  id: string;
  choices: Choice[];
  active: number;
  prefix: string;
  site: SiteState;
  place: { left: number; top: number };
  /** The element that says what is wrong with the query. */
  problemsId: string;
  onChoose(choice: Choice): void;
}

/** Names the option that the line points at. */
export const optionId = (list: string, index: number) => `${list}-${index}`;

/** What may come at the caret, below it. The focus stays in the line. */
export function Suggestions({ id, choices, active, prefix, site, place, problemsId, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  // With every change of the line: its errors come and go.
  useLayoutEffect(() => {
    if (box.current) box.current.style.top = `${place.top + overlap(box.current, place.top, problemsId)}px`;
  });
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => {
    // Newer browsers give back a promise here, which React would take for a clean-up.
    void list.current?.children[Math.max(active, 0)]?.scrollIntoView({ block: 'nearest' });
  }, [active, choices]);
  return (
    // A press would take the focus away from the line.
    <div ref={box} className="suggestions" style={{ left: place.left }} onMouseDown={(event) => event.preventDefault()}>
      <ul ref={list} id={id} role="listbox" aria-label={texts.query.suggestions} hidden={choices.length === 0}>
        {choices.map((choice, index) => (
          <li
            key={choice.key}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            className={`suggestion${index === active ? ' is-active' : ''}`}
            data-kind={choice.kind}
            onClick={() => onChoose(choice)}
          >
            {choice.accountId && <PersonFace accountId={choice.accountId} />}
            <span className={`suggestion-label role-${choice.kind}${choice.accountId ? ' is-name' : ''}`}>
              <Label text={choice.label} prefix={prefix} />
            </span>
            <span className="suggestion-help clip">{choice.help && saidByCore(choice.help)}</span>
            <span className="suggestion-kind">{choice.accountId ? texts.query.person : texts.query.kinds[choice.kind]}</span>
          </li>
        ))}
      </ul>
      <SiteNote site={site} isAlone={choices.length === 0} />
    </div>
  );
}

/** How much lower than at its word the list has to begin, in pixels, so that the first error can be read. */
function overlap(box: HTMLElement, top: number, problemsId: string): number {
  const error = document.getElementById(problemsId)?.querySelector('.problem.error');
  const line = box.offsetParent;
  if (!error || !line) return 0;
  return Math.max(0, error.getBoundingClientRect().bottom - (line.getBoundingClientRect().top + top));
}

function SiteNote({ site, isAlone }: { site: SiteState; isAlone: boolean }) {
  if (site === 'loading') {
    return (
      <p className="suggestions-note">
        <Spinner size="small" label="" /> {texts.query.valuesLoading}
      </p>
    );
  }
  if (site === 'failed') return <p className="suggestions-note">{texts.query.valuesFailed}</p>;
  if (site === 'unlisted') return <p className="suggestions-note">{texts.query.valuesUnlisted}</p>;
  return site === 'ready' && isAlone ? <p className="suggestions-note">{texts.query.valuesNone}</p> : null;
}

function PersonFace({ accountId }: { accountId: string }) {
  return <Face entry={usePerson(accountId)} />;
}

/** The label with what was typed in bold. */
function Label({ text, prefix }: { text: string; prefix: string }) {
  const at = prefix ? placeOf(text.toLowerCase(), prefix.toLowerCase()) : -1;
  if (at < 0) return <>{text}</>;
  const end = at + prefix.length;
  return (
    <>
      {text.slice(0, at)}
      <b>{text.slice(at, end)}</b>
      {text.slice(end)}
    </>
  );
}

/** Where a word begins so; else anywhere. */
function placeOf(text: string, prefix: string): number {
  if (text.startsWith(prefix)) return 0;
  const atWord = text.indexOf(` ${prefix}`);
  return atWord >= 0 ? atWord + 1 : text.indexOf(prefix);
}
