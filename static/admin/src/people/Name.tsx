import { Face } from './Face';
import { fullNameOf, nameOf, usePerson } from './usePerson';
import './people.css';

/** The name of a person inside a line of text. */
export function Name({ accountId }: { accountId: string }) {
  const entry = usePerson(accountId);
  return <span title={accountId}>{nameOf(entry)}</span>;
}

/** The name of a person where there is room for a remark. */
export const FullName = ({ accountId }: { accountId: string }) => <>{fullNameOf(usePerson(accountId))}</>;

/** Picture and name of a person. */
export function PersonLine({ accountId }: { accountId: string }) {
  const entry = usePerson(accountId);
  return (
    <span className="person-line">
      <Face entry={entry} />
      <span className="clip">{nameOf(entry)}</span>
    </span>
  );
}

/** Picture of a person alone, where many stand beside each other. */
export function PersonFace({ accountId }: { accountId: string }) {
  const entry = usePerson(accountId);
  return (
    <span title={nameOf(entry)}>
      <Face entry={entry} />
      <span className="hidden">{nameOf(entry)}</span>
    </span>
  );
}
