import { exporting as says } from '../texts/exporting';
import { COLUMNS, USUAL, type Column } from './columns';

/** Which columns a table has. They stand in the order of the file, whichever was chosen first. */
export function Columns({ chosen, onChoose }: { chosen: ReadonlySet<Column>; onChoose(columns: ReadonlySet<Column>): void }) {
  return (
    <fieldset>
      <legend>
        {says.columns}{' '}
        <button type="button" className="link small" onClick={() => onChoose(USUAL)}>
          {says.fewColumns}
        </button>{' '}
        <button type="button" className="link small" onClick={() => onChoose(new Set(COLUMNS))}>
          {says.allColumns}
        </button>
      </legend>
      <div className="export-columns">
        {COLUMNS.map((column) => (
          <label key={column}>
            <input
              type="checkbox"
              checked={chosen.has(column)}
              onChange={(event) => onChoose(new Set(COLUMNS.filter((one) => (one === column ? event.target.checked : chosen.has(one)))))}
            />
            {says.columnNames[column]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
