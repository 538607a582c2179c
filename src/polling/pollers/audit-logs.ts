/** The audit logs of Jira and Confluence: who changed workflows, schemes, groups, permissions ..., of which no event tells. */
import { auditPage as confluencePage } from '../../products/confluence-audit';
import { auditPage as jiraPage } from '../../products/jira';
import { auditPoller } from '../audit';

export const jiraAudit = auditPoller({ area: 'jira-audit', product: 'jira', cost: 600, page: jiraPage });
export const confluenceAudit = auditPoller({ area: 'confluence-audit', product: 'confluence', cost: 400, page: confluencePage });
