import { useCallback, useEffect, useState } from 'react';
import { ApiError, recordReport } from '../api';
import type { Of } from './spec';

/** That a report is made is itself put into the log, before anything of it is shown. */
export function useRecorded(of: Of, jql: string, period: string) {
  const [state, setState] = useState<'waiting' | 'recorded' | ApiError>('waiting');
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isGone = false;
    setState('waiting');
    recordReport({ of, jql, period }).then(
      () => !isGone && setState('recorded'),
      (error: unknown) => !isGone && setState(error instanceof ApiError ? error : new ApiError('internal', String(error))),
    );
    return () => {
      isGone = true;
    };
  }, [of, jql, period, attempt]);
  return { state, retry: useCallback(() => setAttempt((attempt) => attempt + 1), []) };
}
