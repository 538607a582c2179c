/**
 * Who may do what, said once: for every page of the manifest and every person, what they may see when the page is
 * about a place. The test makes every call of the table and compares; a page or resolver without an entry fails.
 */
import type { EXTENSIONS, Person } from './people.ts';

/** Where the page says it is. */
export type Place = keyof typeof EXTENSIONS;

/** What somebody sees: all of the log, one project or space of it, what happened to one issue or page, or nothing. */
export type Sees = 'all' | Place | 'nothing';

/** Pages, by module key. `places` lists what the page can claim to be about: own and foreign ones. */
export const PAGES: Record<string, { places: (Place | 'nowhere')[]; sees: Record<Person, Partial<Record<Place | 'nowhere', Sees>>> }> = {
  'jira-site': {
    places: ['nowhere', 'PAY', 'OPS', 'DOCS'],
    sees: {
      siteAdmin: { nowhere: 'all', PAY: 'all', OPS: 'all', DOCS: 'all' },
      payAdmin: {},
      docsAdmin: {},
      plainUser: {},
      anonymous: {},
    },
  },
  'jira-project': {
    places: ['nowhere', 'PAY', 'OPS', 'DOCS'],
    sees: {
      siteAdmin: { PAY: 'PAY', OPS: 'OPS' },
      payAdmin: { PAY: 'PAY' },
      docsAdmin: {},
      plainUser: {},
      anonymous: {},
    },
  },
  'jira-issue': {
    places: ['nowhere', 'PAY', 'PAY-10', 'OPS-11'],
    sees: {
      siteAdmin: { 'PAY-10': 'PAY-10', 'OPS-11': 'OPS-11' },
      payAdmin: { 'PAY-10': 'PAY-10' },
      docsAdmin: {},
      plainUser: {},
      anonymous: {},
    },
  },
  'confluence-page': {
    places: ['nowhere', 'DOCS', 'a page of DOCS', 'a page of ENG'],
    sees: {
      siteAdmin: { 'a page of DOCS': 'a page of DOCS', 'a page of ENG': 'a page of ENG' },
      payAdmin: {},
      docsAdmin: { 'a page of DOCS': 'a page of DOCS' },
      plainUser: {},
      anonymous: {},
    },
  },
  'confluence-site': {
    places: ['nowhere', 'PAY', 'DOCS', 'ENG'],
    sees: {
      siteAdmin: { nowhere: 'all', PAY: 'all', DOCS: 'all', ENG: 'all' },
      payAdmin: {},
      docsAdmin: {},
      plainUser: {},
      anonymous: {},
    },
  },
  'confluence-space': {
    places: ['nowhere', 'PAY', 'DOCS', 'ENG'],
    sees: {
      siteAdmin: { DOCS: 'DOCS', ENG: 'ENG' },
      payAdmin: {},
      docsAdmin: { DOCS: 'DOCS' },
      plainUser: {},
      anonymous: {},
    },
  },
};

/** Who is answered by a resolver; everybody else gets `forbidden`. Readers are answered beside one issue or page only where it says so. */
export const ANSWERS: Record<string, 'everybody' | 'readers' | 'readers, also beside a thing' | 'administrators'> = {
  // Says what the asking person may see, which is for some: nothing.
  viewer: 'everybody',
  events: 'readers, also beside a thing',
  check: 'readers',
  catalogue: 'readers',
  values: 'readers',
  tables: 'readers',
  status: 'administrators',
  compact: 'administrators',
  coverage: 'administrators',
  pollNow: 'administrators',
  agreeToPolling: 'administrators',
  setViews: 'administrators',
  backfillStart: 'administrators',
  backfillPause: 'administrators',
  backfillResume: 'administrators',
  backfillStatus: 'administrators',
  lastActive: 'administrators',
  setPreferences: 'readers',
  exportPage: 'readers',
  // Their own exports only.
  exportStop: 'readers',
  views: 'readers',
  saveView: 'readers',
  deleteView: 'readers',
  chooseDefaultView: 'readers',
  recordReport: 'readers',
  overview: 'administrators',
};
