import { useEffect, useState } from 'react';
import { askGroups } from '../api';
import { people as words } from '../texts/people';

/** The groups that somebody is in, as far as who looks may see them. */
export function Groups({ accountId }: { accountId: string }) {
  const [groups, setGroups] = useState<string[] | 'failed'>();
  useEffect(() => {
    let isGone = false;
    askGroups(accountId).then(
      (groups) => !isGone && setGroups(groups),
      () => !isGone && setGroups('failed'),
    );
    return () => {
      isGone = true;
    };
  }, [accountId]);
  if (!groups) return <p className="subtle">…</p>;
  if (groups === 'failed') return <p className="subtle">{words.profile.groupsFailed}</p>;
  if (groups.length === 0) return <p className="subtle">{words.profile.groupsNone}</p>;
  return (
    <ul className="profile-groups">
      {groups.map((name) => (
        <li key={name} className="scope">
          {name}
        </li>
      ))}
    </ul>
  );
}
