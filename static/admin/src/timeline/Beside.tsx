import { useMemo, useState } from 'react';
import type { PageContext, Viewer } from '../api';
import { Detail } from '../detail/Detail';
import { makeClock } from '../table/time';
import { Story, type Shown } from './Story';
import { StoryHead } from './StoryHead';
import type { Thread } from './thread';

/** What happened to the issue or page beside which this is shown: it, and nothing else of the log. */
export default function Beside({ thing, context }: { thing: NonNullable<Viewer['thing']>; context: PageContext }) {
  const { zone, locale } = context;
  const clock = useMemo(() => makeClock(zone, locale, Date.now()), [zone, locale]);
  const [shown, setShown] = useState<Shown>({ kind: 'all', isOldestFirst: false });
  const thread: Thread = { kind: thing.kind === 'issue' ? 'issue' : 'other', value: thing.id, name: thing.key ?? thing.title };
  return (
    <main className="page timeline beside">
      <Story
        thread={thread}
        isGiven
        shown={shown}
        clock={clock}
        onShow={setShown}
        headOf={(events, isAll) => <StoryHead thread={thread} events={events} isAll={isAll} clock={clock} />}
        detailOf={(event) => <Detail event={event} isUnsure={false} isFull={false} clock={clock} linkOf={() => undefined} />}
      />
    </main>
  );
}
