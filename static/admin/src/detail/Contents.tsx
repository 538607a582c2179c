import { Mentions } from '../people/Mentions';
import type { Clock } from '../table/time';
import { texts } from '../texts';
import type { Content, Event } from '../types';
import { Byline } from './Byline';
import { CopyButton } from './CopyButton';
import { textOf } from './own';
import { TextDiff } from './TextDiff';

/** Text that would be gone without the log: before and after an edit, or what was deleted. */
export function Contents({ event, contents, clock }: { event: Event; contents: Content[]; clock: Clock }) {
  const body = contents.find((content) => content.role === 'body');
  const before = contents.find((content) => content.role === 'previousBody');
  const isGone = event.action.endsWith('.deleted');
  const of = (role: Content['role']) => contents.filter((content) => content.role === role && content !== body && content !== before);
  return (
    <>
      {body && before && (
        <Part title={texts.detail.edited}>
          <Byline content={before} clock={clock} />
          <TextDiff before={before.text} after={body.text} />
          <div className="copies">
            <CopyButton text={before.text} label={texts.detail.copyBefore} />
            <CopyButton text={body.text} label={texts.detail.copyAfter} />
          </div>
        </Part>
      )}
      {[body, before].map(
        (content) =>
          content &&
          !(body && before) && (
            <Part key={content.role} title={isGone ? texts.detail.deletedText : texts.detail.roles[content.role]}>
              <Text event={event} content={content} clock={clock} isGone={isGone} />
            </Part>
          ),
      )}
      {ROLES.map((role) => {
        const all = of(role);
        return (
          all.length > 0 && (
            <Part key={role} title={texts.detail.roles[role]}>
              {all.map((content, index) => (
                <Text key={content.id ?? index} event={event} content={content} clock={clock} isGone={isGone && content.id !== undefined} />
              ))}
            </Part>
          )
        );
      })}
    </>
  );
}

const ROLES = ['body', 'previousBody', 'description', 'comment', 'worklog'] as const;

function Text({ event, content, clock, isGone }: { event: Event; content: Content; clock: Clock; isGone: boolean }) {
  const said = textOf(event, content);
  const text = <Mentions text={said} />;
  return (
    <div className="kept-text">
      <Byline content={content} clock={clock} />
      {content.text ? <div className="prose">{isGone ? <del>{text}</del> : text}</div> : <p className="subtle">{texts.detail.noText}</p>}
      {content.text && <CopyButton text={said} label={texts.detail.copyText} />}
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
