/** Every poller. */
import { reconcile } from '../../backfill/reconcile';
import { reconcileContents } from '../../backfill/reconcile-contents';
import type { Poller } from '../poller';
import { assetHistory, assetObjects } from './assets';
import { confluenceAudit, jiraAudit } from './audit-logs';
import { confluenceRetention } from './confluence-retention';
import { endedProjectsPoller } from './ended-projects';
import { organizationMembers, organizations } from './organizations';
import { groupMembers, groups, users, wikiGroupMembers, wikiGroups } from './people-and-groups';
import { pageRestrictions, spacePermissions } from './permissions';
import { projectRoles } from './project-roles';
import { dashboards, notificationSchemes, permissionSchemes, roles, securitySchemes, settings, workflows } from './schemes';

export const POLLERS: readonly Poller[] = [
  jiraAudit,
  confluenceAudit,
  confluenceRetention,
  reconcile,
  reconcileContents,
  endedProjectsPoller,

  // Snapshots compared. Audit logs come before them: what they tell is not told again.
  settings,
  users,
  groups,
  groupMembers,
  wikiGroups,
  wikiGroupMembers,
  permissionSchemes,
  roles,
  projectRoles,
  notificationSchemes,
  securitySchemes,
  workflows,
  spacePermissions,
  pageRestrictions,
  organizations,
  organizationMembers,
  assetHistory,
  assetObjects,
  dashboards,
] as readonly Poller[];
