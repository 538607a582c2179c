import { Mentions } from '../people/Mentions';
import { texts } from '../texts';
import type { Content, Event } from '../types';
import { TextDiff } from './TextDiff';

/** Text that would be gone without the log: before and after an edit, or what was deleted. */
export function Contents({ event, contents }: { event: Event; contents: Content[] }) {
  const body = contents.find((content) => content.role === 'body');
  const before = contents.find((content) => content.role === 'previousBody');
  const others = contents.filter((content) => content !== body && content !== before);
  const isGone = event.action.endsWith('.deleted');
  return (
    <>
      {body && before && (
        <Part title={texts.detail.edited}>
          <TextDiff before={before.text} after={body.text} />
        </Part>
      )}
      {[body, before].map(
        (content) =>
          content &&
          !(body && before) && (
            <Part key={content.role} title={isGone ? texts.detail.deletedText : texts.detail.roles[content.role]}>
              <div className="prose">{isGone ? <del><Mentions text={content.text} /></del> : <Mentions text={content.text} />}</div>
            </Part>
          ),
      )}
      {others.map((content, index) => (
        <Part key={index} title={texts.detail.roles[content.role]}>
          <div className="prose"><Mentions text={content.text} /></div>
        </Part>
      ))}
    </>
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
