import AttachmentIcon from '@atlaskit/icon/core/attachment';
import ClockIcon from '@atlaskit/icon/core/clock';
import CommentIcon from '@atlaskit/icon/core/comment';
import PageIcon from '@atlaskit/icon/core/page';
import WorkItemIcon from '@atlaskit/icon/core/work-item';
import { useState, type ComponentType, type ReactNode } from 'react';
import { CopyButton } from '../detail/CopyButton';
import { Mentions } from '../people/Mentions';
import { Name } from '../people/Name';
import { useActorName } from '../table/ActorCell';
import { wordsOf } from '../table/subject';
import { utcOf, type Clock } from '../table/time';
import { toneOf } from '../table/tone';
import { actions, locale, texts } from '../texts';
import { deleted as words } from '../texts/deleted';
import { useTimeline } from '../timeline/opening';
import { threadOf } from '../timeline/thread';
import type { Content, Event } from '../types';
import { kindOf, textsOf, type DeletedKind } from './kinds';

const ICONS: Record<Exclude<DeletedKind, 'all'>, ComponentType<{ label: string }>> = {
  comments: CommentIcon,
  issues: WorkItemIcon,
  pages: PageIcon,
  files: AttachmentIcon,
  work: ClockIcon,
};
const WHY = { comments: 'comment', issues: 'issue', pages: 'page', files: 'file', work: 'work' } as const;
/** Longer texts are folded. */
const FOLDED_CHARACTERS = 420;
const FOLDED_LINES = 6;

interface Props {
  event: Event;
  clock: Clock;
  detailOf(event: Event): ReactNode;
  onPerson(accountId: string): void;
}

/** One thing that was deleted: what it was, who wrote it, who deleted it, and its text. */
export function DeletedCard({ event, clock, detailOf, onPerson }: Props) {
  const [isOpen, setOpen] = useState(false);
  const openTimeline = useTimeline();
  const kind = kindOf(event);
  const Icon = ICONS[kind];
  const name = useActorName(event.actor);
  const subject = wordsOf(event);
  const { main, comments, worklogs } = textsOf(event);
  const thread = threadOf(event);
  const { accountId } = event.actor;
  const author = main?.author ?? event.issue?.creator;
  const went = [comments.length > 0 && words.comments(comments.length), worklogs.length > 0 && words.worklogs(worklogs.length)].filter((part) => part !== false);
  const all = [main, ...comments, ...worklogs].filter((content): content is Content => Boolean(content?.text));
  return (
    <li className="deleted-card" data-event={event.id}>
      <span className="deleted-icon">
        <Icon label="" />
      </span>
      <div className="deleted-body">
        <p className="deleted-head">
          <span className={`lozenge tone-${toneOf(event.action)}`}>{actions[event.action] ?? event.action}</span>
          <strong>{subject.key}</strong>
          {subject.title && <span className="clip">{subject.title}</span>}
        </p>
        <p className="deleted-who small subtle">
          {words.by}{' '}
          {accountId ? (
            <button type="button" className="link small" title={texts.table.filterHint(name)} onClick={() => onPerson(accountId)}>
              {name}
            </button>
          ) : (
            name
          )}
          {event.actor.certainty === 'inferred' && ` (${texts.table.inferred})`}
          {' · '}
          <time dateTime={new Date(event.occurred).toISOString()} title={utcOf(event.occurred)}>
            {clock.long(event.occurred)}
          </time>
          {author && (
            <>
              {' · '}
              {kind === 'files' ? words.addedBy : words.writtenBy} <Name accountId={author} />
            </>
          )}
          {event.container?.name && ` · ${event.container.name}`}
        </p>
        {main?.text ? <FoldedText content={main} /> : <p className="small subtle">{words.why[kind === 'comments' && event.product === 'confluence' ? 'wiki' : WHY[kind]]}</p>}
        {went.length > 0 && <p className="small subtle">{words.with(new Intl.ListFormat(locale(), { type: 'conjunction' }).format(went))}</p>}
        {event.action.endsWith('.trashed') && <p className="small subtle">{words.trash}</p>}
        <p className="deleted-acts">
          {all.length > 0 && <CopyButton text={() => all.map(({ text }) => text).join('\n\n')} label={words.copy} />}
          {openTimeline && thread && (
            <button type="button" className="link small" onClick={() => openTimeline(thread)}>
              {words.timeline}
            </button>
          )}
          <button type="button" className="link small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? words.lessDetails : words.details}
          </button>
        </p>
        {isOpen && <div className="story-detail">{detailOf(event)}</div>}
      </div>
    </li>
  );
}

/** A text, of which a long one shows its beginning first. */
function FoldedText({ content }: { content: Content }) {
  const [isWhole, setWhole] = useState(false);
  const lines = content.text.split('\n');
  const isLong = content.text.length > FOLDED_CHARACTERS || lines.length > FOLDED_LINES;
  const beginning = lines.slice(0, FOLDED_LINES).join('\n').slice(0, FOLDED_CHARACTERS);
  return (
    <blockquote className="deleted-text" aria-label={words.text}>
      <Mentions text={isWhole || !isLong ? content.text : `${beginning}…`} />
      {isLong && (
        <button type="button" className="link small" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.less : words.more}
        </button>
      )}
    </blockquote>
  );
}
