/** Who asks, and where: the accounts, projects and spaces of the tests. */

const account = (n: number) => `557058:00000000-0000-4000-8000-00000000000${n}`;

/** Everybody the access matrix has a column for. */
export const PEOPLE = {
  siteAdmin: account(1),
  payAdmin: account(2),
  docsAdmin: account(3),
  plainUser: account(4),
  /** The platform's name for somebody who is not logged in. */
  anonymous: 'unidentified',
} as const;

export type Person = keyof typeof PEOPLE;

/** Projects, by key. */
export const PROJECTS = {
  PAY: { id: '10000', key: 'PAY', name: 'Payments' },
  OPS: { id: '10001', key: 'OPS', name: 'Operations' },
} as const;

/** Spaces, by key. */
export const SPACES = {
  DOCS: { id: '98305', key: 'DOCS', name: 'Documentation' },
  ENG: { id: '98306', key: 'ENG', name: 'Engineering' },
} as const;

/** What the page says about where it is: the `extension` of its context. */
export const EXTENSIONS = {
  PAY: { project: { ...PROJECTS.PAY, type: 'software' } },
  OPS: { project: { ...PROJECTS.OPS, type: 'service_desk' } },
  DOCS: { space: { id: SPACES.DOCS.id, key: SPACES.DOCS.key } },
  ENG: { space: { id: SPACES.ENG.id, key: SPACES.ENG.key } },
  'PAY-10': { issue: { id: '20010', key: 'PAY-10' }, project: { ...PROJECTS.PAY, type: 'software' } },
  'OPS-11': { issue: { id: '20011', key: 'OPS-11' }, project: { ...PROJECTS.OPS, type: 'service_desk' } },
  'a page of DOCS': { content: { id: '983051', type: 'page' }, space: { id: SPACES.DOCS.id, key: SPACES.DOCS.key } },
  'a page of ENG': { content: { id: '983061', type: 'page' }, space: { id: SPACES.ENG.id, key: SPACES.ENG.key } },
} as const;
