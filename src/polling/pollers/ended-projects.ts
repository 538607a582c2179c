/**
 * Who archived or deleted a project, of which the events do not tell: from Jira's list of such projects, where its audit log
 * cannot be read.
 */
import { endedProjects } from '../../products/jira';
import { understood } from '../audit';
import { readKept } from '../kept';
import type { Poller } from '../poller';
import { jiraAudit } from './audit-logs';

/** Projects that ended longer ago are not looked up in the log. */
const AGO_MS = 30 * 24 * 3_600_000;
const PAGE = 50;

export const endedProjectsPoller: Poller = {
  area: 'ended-projects',
  everyMinutes: 6 * 60,
  cost: 2 * (PAGE + 2),
  async run(_, turn) {
    const [audit] = await readKept([jiraAudit.area]);
    if (audit?.refused === undefined) return {};
    const { now } = turn;
    const pages = [await endedProjects(turn.ask, 'archived', PAGE), await endedProjects(turn.ask, 'deleted', PAGE)];
    const range = { from: now - AGO_MS, to: now, start: 0 };
    const answer = await understood({ product: 'jira-projects', pages, range, now, overlap: now }, true);
    turn.spend(answer.records);
    await turn.record(answer.writes, answer.newest);
    return {};
  },
};
