/** What is configured for the whole site and has no event: schemes, roles, switches, workflows, dashboards. */
import * as jira from '../../products/jira/lists';
import { readKept } from '../kept';
import { wholeList } from '../snapshots/whole-list';

/** The area of Jira's audit log. */
const AUDIT = 'jira-audit';

/** Switches are two points, and some sites are attacked through them. */
export const settings = wholeList({ area: 'settings', kind: 'settings', list: jira.settings, everyMinutes: 60, cost: 10 });

export const permissionSchemes = wholeList({
  area: 'permission-schemes',
  kind: 'permission-schemes',
  list: jira.permissionSchemes,
  everyMinutes: 60,
  cost: 801,
});

export const notificationSchemes = wholeList({
  area: 'notification-schemes',
  kind: 'notification-schemes',
  list: jira.notificationSchemes,
  everyMinutes: 180,
  cost: 202,
});

export const securitySchemes = wholeList({
  area: 'security-schemes',
  kind: 'security-schemes',
  list: jira.securitySchemes,
  everyMinutes: 180,
  cost: 201,
});

export const roles = wholeList({ area: 'roles', kind: 'roles', list: jira.roles, everyMinutes: 60, cost: 51 });

/** The audit log says who edited a workflow, and when to the second. Without it, that there is another version is found here. */
export const workflows = wholeList({
  area: 'workflows',
  kind: 'workflows',
  list: jira.workflows,
  everyMinutes: 60,
  cost: 204,
  async rests() {
    const [audit] = await readKept([AUDIT]);
    const isRead = audit?.succeeded !== undefined && audit.refused === undefined;
    return isRead ? "Jira's audit log tells who edited a workflow." : undefined;
  },
});

export const dashboards = wholeList({ area: 'dashboards', kind: 'dashboards', list: jira.dashboards, everyMinutes: 360, cost: 102 });
