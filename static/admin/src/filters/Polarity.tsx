import { texts } from '../texts';
import { explorer } from '../texts/explorer';

interface Props {
  isExcluding: boolean;
  hasValues: boolean;
  onTurn(exclude: boolean): void;
  onClear(): void;
}

/** Whether the picked values are shown or left out, and a way to take them all off. */
export function Polarity({ isExcluding, hasValues, onTurn, onClear }: Props) {
  const { filters } = explorer;
  return (
    <div className="pick-foot">
      <div className="switch" role="radiogroup" aria-label={filters.polarity}>
        {[false, true].map((exclude) => (
          <button key={String(exclude)} type="button" role="radio" aria-checked={isExcluding === exclude} onClick={() => exclude !== isExcluding && onTurn(exclude)}>
            {exclude ? filters.isNot : filters.is}
          </button>
        ))}
      </div>
      {hasValues && (
        <button type="button" className="link small" onClick={onClear}>
          {texts.filters.clearOne}
        </button>
      )}
    </div>
  );
}
