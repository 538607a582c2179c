/** Views that the page brings. */
import { SECURITY } from '../dashboards/kinds';
import { saved as words } from '../texts/saved';

export type ShippedId = keyof typeof words.shipped;

/** What each of them asks, and of which time. The usual time is meant where none is said. */
const SHIPPED: Record<ShippedId, { jql: string; range?: string; isForSite?: boolean }> = {
  deleted: { jql: 'actionKind = removed' },
  permissions: { jql: `${SECURITY} AND product != app` },
  workflows: { jql: 'actionFamily IN (workflow, "workflow-scheme", "status")', range: 'quarter' },
  people: { jql: 'actionFamily IN (person, "group", role, organization)', range: 'quarter', isForSite: true },
  administration: {
    jql: 'actionFamily IN (project, version, component, issuetype, "field", setting, workflow, "workflow-scheme", "permission-scheme", "notification-scheme", "security-scheme", scheme, screen, "status", priority, resolution, linktype, category, role, permission, automation)',
  },
  hours: { jql: '(occurredWeekday IN (6, 7) OR occurredHour < 7 OR occurredHour >= 19) AND actorKind = person AND product != app' },
  automatic: { jql: 'actorKind IN (automation, app)' },
  mine: { jql: 'actor = currentUser()' },
  status: { jql: 'action = issue.transitioned' },
  files: { jql: 'actionFamily = attachment' },
  unsure: { jql: 'certainty = unknown' },
  unreadable: { jql: 'action = payload.unreadable', range: 'any' },
  exports: { jql: 'actionFamily = export', range: 'quarter', isForSite: true },
  log: { jql: 'product = app', isForSite: true },
};

/** A view that the page brings. */
export interface ShippedView {
  id: ShippedId;
  name: string;
  address: string;
}

/** Those that fit what the reader sees. */
export const shippedViews = (isFull: boolean): ShippedView[] =>
  (Object.keys(SHIPPED) as ShippedId[]).flatMap((id) => {
    const { jql, range, isForSite } = SHIPPED[id];
    if (isForSite && !isFull) return [];
    return [{ id, name: words.shipped[id], address: new URLSearchParams({ jql, ...(range && { range }) }).toString() }];
  });
