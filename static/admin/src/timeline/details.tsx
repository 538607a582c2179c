import type { ReactNode } from 'react';
import { Detail } from '../detail/Detail';
import { linkTo, writeView } from '../query/address';
import { USUAL } from '../query/model';
import type { Go } from '../states/usePlace';
import type { Clock } from '../table/time';
import type { Event } from '../types';

interface Given {
  isFull: boolean;
  clock: Clock;
  pageUrl: string | undefined;
  go: Go;
}

/** Everything the log knows of an event, outside the list: what it asks further is asked there. */
export const detailsFor =
  ({ isFull, clock, pageUrl, go }: Given) =>
  (event: Event): ReactNode => (
    <Detail
      event={event}
      isUnsure={false}
      isFull={isFull}
      clock={clock}
      linkOf={({ id, occurred }) => pageUrl && linkTo(pageUrl, { query: { jql: '', range: 'any' }, open: { id, occurred } })}
      ask={(change) => go('events', writeView({ query: change(USUAL) }))}
    />
  );
