import { forwardRef, useEffect, useId, useImperativeHandle, useRef, useState, type ChangeEvent, type KeyboardEvent } from 'react';
import { texts } from '../texts';
import type { Diagnostic } from '../types';
import { placeOfText } from './completion/caret';
import type { Choice } from './completion/choices';
import { optionId, Suggestions } from './completion/Suggestions';
import { useCompletion } from './completion/useCompletion';
import { useList } from './completion/useList';
import { countUse } from './completion/usage';
import { stretchesOf } from './marks';

const LIST_PX = 460;

/** What others may do to the text. */
export interface LineHandle {
  focus(): void;
  select(from: number, to: number): void;
  replace(from: number, to: number, insert: string): void;
}

interface Props {
  text: string;
  diagnostics: Diagnostic[];
  isWhole: boolean;
  describedBy: string;
  onText(text: string): void;
  /** The word that is being typed: what is wrong with it is not said yet. */
  onTyping(span: { from: number; to: number } | undefined): void;
  onEnter(): void;
  onLeave(): void;
}

/** The text itself: coloured by a mirror behind it, with a list of what may come next. */
export const Line = forwardRef<LineHandle, Props>(function Line({ text, diagnostics, isWhole, describedBy, onText, onTyping, onEnter, onLeave }, handle) {
  const area = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [caret, setCaret] = useState(text.length);
  const [isOpen, setOpen] = useState(false);
  const isQuiet = useRef(false);
  const completion = useCompletion(text, Math.min(caret, text.length), isOpen);

  const replace = (from: number, to: number, insert: string) => {
    const field = area.current;
    if (!field) return;
    field.focus();
    field.setSelectionRange(from, to);
    // The browser's own editing keeps its undo history, and tells of the change as of any other.
    if (document.execCommand(insert === '' ? 'delete' : 'insertText', false, insert)) return;
    field.setRangeText(insert, from, to, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
  };
  const choose = ({ label, insert }: Choice) => {
    if (!completion.span) return;
    countUse(label);
    const { from, to } = completion.span;
    // A blank that is there already is not put there twice.
    const isDouble = insert.endsWith(' ') && text.startsWith(' ', to);
    replace(from, isDouble ? to + 1 : to, insert);
  };
  const list = useList(completion, { jql: text, isOpen, isWhole, onOpen: setOpen, onChoose: choose });
  const typing = list.isShown && completion.choices.length > 0 ? completion.span : undefined;
  useEffect(() => onTyping(typing), [typing?.from, typing?.to]);

  useImperativeHandle(handle, () => ({
    focus: () => area.current?.focus(),
    select: (from, to) => {
      area.current?.focus();
      area.current?.setSelectionRange(from, to);
    },
    replace: (from, to, insert) => {
      isQuiet.current = true;
      replace(from, to, insert);
      isQuiet.current = false;
    },
  }));

  const onChange = ({ target, nativeEvent }: ChangeEvent<HTMLTextAreaElement>) => {
    onText(target.value);
    setCaret(target.selectionStart);
    const isTyped = !(nativeEvent instanceof InputEvent) || !/Paste|Drop|history/u.test(nativeEvent.inputType);
    setOpen(isTyped && !isQuiet.current && target.value.trim() !== '');
  };
  /** A caret that is moved away from the word closes the list. */
  const onSelect = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }) => {
    if (currentTarget.value !== text || currentTarget.selectionStart === caret) return;
    setCaret(currentTarget.selectionStart);
    setOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (list.takesKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      setOpen(false);
      onEnter();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    }
  };

  return (
    <div className="query-text">
      <div ref={mirror} className="query-mirror" aria-hidden="true">
        {stretchesOf(text, diagnostics, completion.tokens).map((stretch, index) => (
          <span key={index} className={[stretch.severity && `mark-${stretch.severity}`, stretch.role && `role-${stretch.role}`].filter(Boolean).join(' ') || undefined}>
            {stretch.text}
          </span>
        ))}{' '}
      </div>
      <textarea
        ref={area}
        rows={1}
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        role="combobox"
        aria-label={texts.query.label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-expanded={list.isShown}
        aria-controls={list.isShown ? listId : undefined}
        aria-activedescendant={list.isShown && list.active >= 0 ? optionId(listId, list.active) : undefined}
        aria-invalid={diagnostics.some(({ severity }) => severity === 'error')}
        aria-describedby={describedBy}
        placeholder={texts.query.placeholder}
        onChange={onChange}
        onSelect={onSelect}
        onBlur={() => setOpen(false)}
        onScroll={(event) => mirror.current && (mirror.current.scrollTop = event.currentTarget.scrollTop)}
        onKeyDown={onKeyDown}
      />
      {list.isShown && completion.span && (
        <Suggestions
          id={listId}
          choices={completion.choices}
          active={list.active}
          prefix={completion.prefix}
          site={completion.site}
          place={placeOfList(mirror.current, completion.span.from)}
          problemsId={describedBy}
          onChoose={choose}
        />
      )}
      <span className="hidden" role="status">
        {list.isShown && completion.site !== 'loading' ? texts.query.suggested(completion.choices.length) : ''}
      </span>
    </div>
  );
});

/** Below the word that a choice replaces, and inside the page. */
function placeOfList(mirror: HTMLElement | null, from: number) {
  if (!mirror) return { left: 0, top: 0 };
  const { left, top } = placeOfText(mirror, from);
  return { left: Math.max(0, Math.min(left, mirror.clientWidth - LIST_PX)), top };
}
