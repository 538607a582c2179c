import LockLockedIcon from '@atlaskit/icon/core/lock-locked';
import type { Viewer } from '../api';
import { texts } from '../texts';
import { saidByCore } from '../texts/core';
import { Notice } from './Notice';

/** Says politely that this log is for others, and who can help. */
export function Refused({ product, isProject, reason }: { product: Viewer['product']; isProject: boolean; reason?: string }) {
  const ask = product === 'confluence' ? texts.states.askConfluence : isProject ? texts.states.askProject : texts.states.askSite;
  return (
    <Notice icon={LockLockedIcon} title={texts.states.refusedTitle}>
      <p>
        {reason === undefined ? texts.states.refused : saidByCore(reason)} {ask}
      </p>
      <p className="subtle small">{texts.states.refusedNote}</p>
    </Notice>
  );
}
