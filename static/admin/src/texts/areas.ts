/** What the app asks for again and again, by what people call it. */
import { inLanguages, type Words } from './language';

const en = {
  polled: {
    'jira-audit': 'Jira’s audit log',
    'confluence-audit': 'Confluence’s audit log',
    'ended-projects': 'Who archived or deleted projects',
    'confluence-audit-retention': 'How long Confluence keeps its audit log',
    'issue-history': 'Missed changes of issues, compared with Jira’s history',
    'content-history': 'Missed versions of pages, comments and files, compared with Confluence',
    settings: 'Jira’s global settings',
    users: 'Accounts: active or not',
    groups: 'Groups',
    'group-members': 'Members of groups',
    'wiki-groups': 'Groups of Confluence',
    'wiki-group-members': 'Members of Confluence’s groups',
    'permission-schemes': 'Permission schemes',
    roles: 'Project roles',
    'project-roles': 'People in project roles',
    'notification-schemes': 'Notification schemes',
    'security-schemes': 'Issue security schemes',
    workflows: 'Workflows',
    'space-permissions': 'Permissions of spaces',
    'page-restrictions': 'Restrictions of pages',
    organizations: 'Organizations of customers',
    'organization-members': 'Members of organizations',
    assets: 'Assets: new and changed',
    'assets-objects': 'Assets: deleted',
    dashboards: 'Dashboards',
  } as Record<string, string>,
};

const de: Words<typeof en> = {
  polled: {
    'jira-audit': 'Audit-Protokoll von Jira',
    'confluence-audit': 'Audit-Protokoll von Confluence',
    'ended-projects': 'Wer Projekte archiviert oder gelöscht hat',
    'confluence-audit-retention': 'Wie lange Confluence sein Audit-Protokoll aufbewahrt',
    'issue-history': 'Entgangene Änderungen an Vorgängen, verglichen mit dem Verlauf von Jira',
    'content-history': 'Entgangene Versionen von Seiten, Kommentaren und Dateien, verglichen mit Confluence',
    settings: 'Globale Einstellungen von Jira',
    users: 'Konten: aktiv oder nicht',
    groups: 'Gruppen',
    'group-members': 'Mitglieder von Gruppen',
    'wiki-groups': 'Gruppen von Confluence',
    'wiki-group-members': 'Mitglieder der Gruppen von Confluence',
    'permission-schemes': 'Berechtigungsschemata',
    roles: 'Projektrollen',
    'project-roles': 'Personen in Projektrollen',
    'notification-schemes': 'Benachrichtigungsschemata',
    'security-schemes': 'Vorgangssicherheitsschemata',
    workflows: 'Workflows',
    'space-permissions': 'Berechtigungen von Bereichen',
    'page-restrictions': 'Einschränkungen von Seiten',
    organizations: 'Organisationen von Kunden',
    'organization-members': 'Mitglieder von Organisationen',
    assets: 'Assets: neu und geändert',
    'assets-objects': 'Assets: gelöscht',
    dashboards: 'Dashboards',
  },
};

/** An area without a name here shows its own. */
export const polledAreas = inLanguages({ en, de }).polled;
