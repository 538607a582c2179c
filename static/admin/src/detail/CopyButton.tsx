import CheckMarkIcon from '@atlaskit/icon/core/check-mark';
import CopyIcon from '@atlaskit/icon/core/copy';
import { useEffect, useState } from 'react';
import { texts } from '../texts';

const SHOWN_MS = 2000;

/** Copies a text and says so. Without a label only the sign is shown. */
export function CopyButton({ text, label, name }: { text: string | (() => string); label?: string; name?: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    const timer = outcome ? setTimeout(() => setOutcome(undefined), SHOWN_MS) : undefined;
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  const said = outcome === 'refused' ? texts.detail.copyFailed : outcome === 'copied' ? texts.detail.copied : undefined;
  const Sign = outcome === 'copied' ? CheckMarkIcon : CopyIcon;
  const title = said ?? label ?? `${texts.detail.copy} ${name ?? ''}`;
  return (
    <button type="button" className={label ? 'copy link' : 'copy'} title={title} onClick={() => void copy()}>
      <Sign label={label ? '' : title} size="small" />
      {label && <span>{said ?? label}</span>}
      <span className="hidden" role="status">
        {said}
      </span>
    </button>
  );
}
