import { useEffect, useState } from 'react';
import { askGroups } from '../jira';
import { people as words } from '../texts/people';

/** The groups that somebody is in, as far as who looks may see them. */
export function Groups({ accountId }: { accountId: string }) {
  const groups = useGroups(accountId);
  if (!Array.isArray(groups)) return <p className="subtle">{wordsFor(groups)}</p>;
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

/** The same as one line of text: an administrator is known by them. */
export function GroupNames({ accountId }: { accountId: string }) {
  const groups = useGroups(accountId);
  if (!Array.isArray(groups)) return <span className="subtle">{wordsFor(groups)}</span>;
  return <>{groups.length > 0 ? groups.join(', ') : words.profile.groupsNone}</>;
}

const wordsFor = (groups: 'failed' | undefined) => (groups === 'failed' ? words.profile.groupsFailed : '…');

function useGroups(accountId: string): string[] | 'failed' | undefined {
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
  return groups;
}
