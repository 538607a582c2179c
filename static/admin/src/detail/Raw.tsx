import { useMemo } from 'react';
import { texts } from '../texts';
import { sentenceByCore } from '../texts/core';
import type { Event } from '../types';
import { CopyButton } from './CopyButton';

/** The payload as it came, with what was wrong with it. */
export function Raw({ event, raw }: { event: Event; raw: string }) {
  const pretty = useMemo(() => indent(raw), [raw]);
  return (
    <section>
      <h2>{texts.detail.raw}</h2>
      <p className="problem-note">
        {event.reading === 'unreadable' ? texts.detail.rawUnreadable : texts.detail.rawEnvelope}
        {event.problem && <> <strong>{sentenceByCore(event.problem)}</strong></>}
      </p>
      <pre className="raw" tabIndex={0} aria-label={texts.detail.raw}>
        {pretty}
      </pre>
      <CopyButton text={pretty} label={texts.detail.copy} />
    </section>
  );
}

/** Indented where it is JSON; a payload that is not is shown as it is. */
function indent(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}
