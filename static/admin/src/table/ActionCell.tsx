import { memo } from 'react';
import { actions, texts } from '../texts';
import type { ActionName } from '../types';
import { pickBy, type RowActs } from './act';
import { toneOf } from './tone';

/** What happened, as a lozenge coloured by what the verb does. */
export const ActionCell = memo(function ActionCell({ action, acts }: { action: ActionName; acts: RowActs }) {
  const label = actions[action] ?? action;
  return (
    <button type="button" className="cell-button" title={`${action}\n${texts.table.filterHint(label)}`} onClick={pickBy(acts, 'action', action)}>
      <span className={`lozenge tone-${toneOf(action)}`}>{label}</span>
    </button>
  );
});
