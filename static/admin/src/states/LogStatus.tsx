import { useCallback, useEffect, useState } from 'react';
import { askCompact, askStatus, type LogStatus as Status } from '../api';
import { texts } from '../texts';

const REFRESH_MS = 30_000;

/** How full the log is, and a way to pack what waits; for full admins. */
export function LogStatus({ onEvents }: { onEvents?(events: number): void }) {
  const [status, setStatus] = useState<Status>();
  const [packing, setPacking] = useState<'idle' | 'running' | 'failed' | { packed: number }>('idle');
  const refresh = useCallback(() => askStatus().then(setStatus, () => undefined), []);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => document.visibilityState === 'visible' && void refresh(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  const events = status && status.rows + status.writeAhead;
  useEffect(() => {
    if (events !== undefined) onEvents?.(events);
  }, [events]);
  if (!status) return null;
  const pack = async () => {
    setPacking('running');
    try {
      const { packed } = await askCompact();
      setPacking({ packed });
    } catch {
      setPacking('failed');
    }
    await refresh();
  };
  return (
    <span className="log-status" title={texts.states.statusHelp}>
      <span className="subtle small">{texts.states.status(status.rows + status.writeAhead, status.writeAhead)}</span>
      {(status.writeAhead > 0 || packing === 'running') && (
        <button type="button" className="link small" disabled={packing === 'running'} onClick={() => void pack()}>
          {packing === 'running' ? texts.states.packing : texts.states.pack}
        </button>
      )}
      <span role="status" className="subtle small">
        {packing === 'failed' && texts.states.packFailed}
        {typeof packing === 'object' && texts.states.packed(packing.packed)}
      </span>
    </span>
  );
}
