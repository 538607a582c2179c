// What a person can do to an issue in the panel, as data: the fields to fill in and the request to the site.

/**
 * @typedef {object} Field
 * @property {string} name name in the request to the site
 * @property {string} label
 * @property {'text' | 'area' | 'transition' | 'comment' | 'person' | 'issue'} kind
 * @property {string} [value] what it holds at first
 * @property {boolean} [optional]
 */

/** @typedef {{do: string, label: string, button: string, needsIssue: boolean, fields: Field[], wrap?: (values: any) => any, danger?: boolean}} Action */

/** @type {Action[]} */
export const ACTIONS = [
  {
    do: 'edit',
    label: 'Edit the summary',
    button: 'Save summary',
    needsIssue: true,
    fields: [{ name: 'summary', label: 'Summary', kind: 'text' }],
    wrap: ({ summary, ...rest }) => ({ ...rest, fields: { summary } }),
  },
  {
    do: 'transition',
    label: 'Change the status',
    button: 'Change status',
    needsIssue: true,
    fields: [{ name: 'transition', label: 'Transition', kind: 'transition' }],
  },
  {
    do: 'assign',
    label: 'Assign',
    button: 'Assign',
    needsIssue: true,
    fields: [{ name: 'assignee', label: 'Assignee', kind: 'person', optional: true }],
  },
  {
    do: 'comment',
    label: 'Comment',
    button: 'Add comment',
    needsIssue: true,
    fields: [{ name: 'text', label: 'Comment', kind: 'area', value: 'Looks good to me.' }],
  },
  {
    do: 'edit-comment',
    label: 'Edit a comment',
    button: 'Save comment',
    needsIssue: true,
    fields: [
      { name: 'comment', label: 'Which comment', kind: 'comment' },
      { name: 'text', label: 'New text', kind: 'area', value: 'Looks good to me now.' },
    ],
  },
  {
    do: 'delete-comment',
    label: 'Delete a comment',
    button: 'Delete comment',
    needsIssue: true,
    danger: true,
    fields: [{ name: 'comment', label: 'Which comment', kind: 'comment' }],
  },
  {
    do: 'worklog',
    label: 'Log work',
    button: 'Log work',
    needsIssue: true,
    fields: [
      { name: 'spent', label: 'Time spent', kind: 'text', value: '1h 30m' },
      { name: 'text', label: 'What was done', kind: 'text', optional: true },
    ],
  },
  {
    do: 'link',
    label: 'Link to another issue',
    button: 'Link',
    needsIssue: true,
    fields: [{ name: 'to', label: 'Other issue', kind: 'issue' }],
  },
  {
    do: 'attach',
    label: 'Attach a file',
    button: 'Attach',
    needsIssue: true,
    fields: [{ name: 'name', label: 'File name', kind: 'text', value: 'screenshot.png' }],
  },
  {
    do: 'create',
    label: 'Create an issue',
    button: 'Create issue',
    needsIssue: false,
    fields: [{ name: 'summary', label: 'Summary', kind: 'text', value: 'A new issue' }],
  },
  { do: 'delete', label: 'Delete the issue', button: 'Delete issue', needsIssue: true, danger: true, fields: [] },
];

/** An event whose envelope is right and whose content is not what the documentation promises. */
export const malformedEvent = () => ({
  eventType: 'avi:jira:updated:issue',
  timestamp: 'yesterday',
  atlassianId: 42,
  issue: { id: null, key: ['not', 'a', 'key'], fields: 'none' },
  changelog: { items: { field: 7 } },
});
