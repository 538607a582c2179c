import type { Query } from '../query/model';
import type { Clock } from '../table/time';
import { texts } from '../texts';
import { sentenceByCore } from '../texts/core';
import type { Event } from '../types';
import { Changes } from './Changes';
import { Contents } from './Contents';
import { Facts } from './Facts';
import { LastKnown } from './LastKnown';
import { Pivots } from './Pivots';
import { Raw } from './Raw';
import './detail.css';

interface Props {
  event: Event;
  isUnsure: boolean;
  /** Whether the reader may see all of the log. */
  isFull: boolean;
  clock: Clock;
  linkOf(event: Event): string | undefined;
  /** Asks something else of the log; nothing where there is one thing only. */
  ask?(change: (query: Query) => Query): void;
}

/** Everything the log knows of one event. */
export function Detail({ event, isUnsure, isFull, clock, linkOf, ask }: Props) {
  const { changes = [], content = [], raw } = event;
  const isBare = changes.length === 0 && content.length === 0 && !raw;
  return (
    <div className="detail">
      <div>
        {isUnsure && (
          <p className="unsure-note">
            <span className="lozenge tone-trouble">{texts.table.cannotTell}</span> {texts.table.cannotTellHelp}
          </p>
        )}
        {(changes.length > 0 || isBare) && (
          <section>
            <h2>{texts.detail.changes}</h2>
            {isBare ? <p className="subtle">{texts.detail.noChanges}</p> : <Changes changes={changes} />}
          </section>
        )}
        {event.action === 'issue.deleted' && event.issue && <LastKnown issue={event.issue} />}
        {content.length > 0 && <Contents event={event} contents={content} clock={clock} />}
        {event.problem && !raw && <p className="problem-note">{sentenceByCore(event.problem)}</p>}
        {raw && <Raw event={event} raw={raw} />}
      </div>
      <section>
        <h2>{texts.detail.context}</h2>
        <Facts event={event} clock={clock} isFull={isFull} />
      </section>
      <section>
        <h2>{texts.detail.pivots}</h2>
        <Pivots event={event} linkOf={linkOf} ask={ask} />
      </section>
    </div>
  );
}
