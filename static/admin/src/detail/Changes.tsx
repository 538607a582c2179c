import { PersonLine } from '../people/Name';
import { texts } from '../texts';
import { readable } from '../table/readable';
import type { Change, Value } from '../types';
import { fieldName } from '../values/field-name';
import { TextDiff } from './TextDiff';

const LONG_CHARACTERS = 60;

/** Every field that changed, from which value to which. */
export function Changes({ changes }: { changes: Change[] }) {
  return (
    <table className="changes">
      <thead>
        <tr>
          <th scope="col">{texts.detail.field}</th>
          <th scope="col">{texts.detail.from}</th>
          <th scope="col">{texts.detail.to}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change, index) => (
          <ChangeRow key={index} change={readable(change)} />
        ))}
      </tbody>
    </table>
  );
}

function ChangeRow({ change }: { change: Change }) {
  const { from, to } = change;
  const isSame = from !== undefined && to !== undefined && isEqual(from, to);
  const isText = Boolean(from?.text && to?.text && (isLong(from.text) || isLong(to.text)));
  return (
    <tr>
      <th scope="row" title={change.fieldId}>
        {fieldName(change)}
      </th>
      {isSame ? (
        <td colSpan={2}>
          <Shown value={to} /> <span className="subtle">({texts.detail.unchanged})</span>
        </td>
      ) : isText ? (
        <td colSpan={2}>
          <TextDiff before={from?.text ?? ''} after={to?.text ?? ''} />
        </td>
      ) : (
        <>
          <td>{from ? <del className="value"><Shown value={from} /></del> : <Nothing />}</td>
          <td>{to ? <ins className="value"><Shown value={to} /></ins> : <Nothing />}</td>
        </>
      )}
    </tr>
  );
}

/** Whether two values that are known are the same. */
const isEqual = (a: Value, b: Value) => (a.id !== undefined || a.text !== undefined) && a.id === b.id && a.text === b.text;

const isLong = (text: string) => text.includes('\n') || text.length > LONG_CHARACTERS;

const Nothing = () => <span className="subtle">{texts.table.empty}</span>;

function Shown({ value }: { value: Value }) {
  if (value.text) return <span title={value.id}>{value.text}</span>;
  if (value.id) return <PersonLine accountId={value.id} />;
  // There was a value, and the payload did not say which.
  return <span className="subtle">{texts.table.notKnown}</span>;
}
