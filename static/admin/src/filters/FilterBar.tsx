import type { Query } from '../query/model';
import { texts } from '../texts';
import { Actions } from './Actions';
import { Chips } from './Chips';
import { Dates } from './Dates';
import { People } from './People';
import { Projects } from './Projects';
import type { Ask } from './picked';

/** The filters, and what they are set to. In a scoped view the place is given and not a filter. */
export function FilterBar({ query, today, isScoped, ask }: { query: Query; today: string; isScoped: boolean; ask: Ask }) {
  return (
    <div className="filters" role="group" aria-label={texts.filters.label}>
      <People query={query} ask={ask} />
      {!isScoped && <Projects query={query} ask={ask} />}
      <Actions query={query} ask={ask} />
      <Dates query={query} today={today} ask={ask} />
      <Chips query={query} ask={ask} />
    </div>
  );
}
