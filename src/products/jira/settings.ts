/** Settings of the site. */
import { route } from '@forge/api';
import { read } from './call';

/**
 * Whether weeks begin on Monday: the site's date pickers follow ISO 8601. Only administrators can read the setting, so
 * it is asked as the app. Where that is refused, weeks begin on Sunday, as they do by default.
 *
 * Costs two points.
 */
export async function mondayFirst(): Promise<boolean> {
  const key = 'jira.date.time.picker.use.iso8601';
  const answer = await read<{ value?: unknown }>('app', 'application-properties', route`/rest/api/3/application-properties?key=${key}`);
  return 'ok' in answer && String(answer.ok.value) === 'true';
}
