import ArrowUpIcon from '@atlaskit/icon/core/arrow-up';
import { texts } from '../texts';

/** Tells of new events without moving what is read; a click brings them in. */
export function Pill({ fresh, isCut, onShow }: { fresh: number; isCut: boolean; onShow(): void }) {
  return (
    <div role="status">
      {fresh > 0 && (
        <button type="button" className="pill" onClick={onShow}>
          <ArrowUpIcon label="" size="small" />
          {texts.table.newEvents(fresh, isCut)}
        </button>
      )}
    </div>
  );
}
