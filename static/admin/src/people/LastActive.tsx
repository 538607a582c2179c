import { useEffect, useState } from 'react';
import { askLastActive } from '../api';
import { products, texts } from '../texts';
import type { Clock } from '../table/time';
import type { Product } from '../types';

/** When somebody was last active in each product, by what the log has of them. Nothing for those who may not see all of it. */
export function LastActive({ accountId, clock }: { accountId: string; clock: Clock }) {
  const [times, setTimes] = useState<[string, number][]>();
  useEffect(() => {
    let isGone = false;
    askLastActive([accountId]).then(
      ({ people }) => !isGone && setTimes(Object.entries(people[0]?.products ?? {}) as [string, number][]),
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [accountId]);
  if (!times || times.length === 0) return null;
  const newestFirst = [...times].sort((a, b) => b[1] - a[1]);
  return (
    <div>
      <dt>{texts.detail.lastActive}</dt>
      <dd>{newestFirst.map(([product, time]) => `${products[product as Product]} ${clock.short(time)}`).join(' · ')}</dd>
    </div>
  );
}
