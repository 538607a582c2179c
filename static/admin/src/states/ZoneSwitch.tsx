import { settings as says } from '../texts/settings';
import { usePreferences } from './preferences';

/** The zone of the times that are shown; a click shows them in UTC, or in the person's own zone again. */
export function ZoneSwitch({ zone }: { zone: string }) {
  const { chosen, ownZone, choose } = usePreferences();
  const shown = zone.replaceAll('_', ' ');
  if (ownZone === 'UTC') return <span className="subtle">{shown}</span>;
  const isUtc = chosen.zone === 'utc';
  return (
    <button type="button" className="link" title={says.zoneHint(isUtc ? ownZone.replaceAll('_', ' ') : 'UTC')} onClick={() => choose({ zone: isUtc ? 'own' : 'utc' })}>
      {shown}
    </button>
  );
}
