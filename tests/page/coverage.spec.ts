import { expect, test, type Stage } from './stage';

const section = (stage: Stage, name: string) => stage.app.getByRole('region', { name });
const history = (stage: Stage) => section(stage, 'Before the app was there');

async function openCoverage(stage: Stage) {
  await stage.openLog();
  await stage.goTo('Coverage');
  await expect(history(stage)).toBeVisible();
}

/** Reads what is asked for; who has read before finds the button under another name. */
async function begin(stage: Stage, choice: { since?: string; projects: string }) {
  await history(stage).getByLabel('Since').fill(choice.since ?? '');
  await history(stage).getByLabel('Projects').fill(choice.projects);
  await history(stage).getByRole('button', { name: /^Read (the history|again)$/u }).click();
}

test('an administrator reads the history of one project since a day, and finds it in the log', async ({ stage }) => {
  await openCoverage(stage);
  const since = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
  await begin(stage, { since, projects: 'pay' });
  const status = history(stage).getByRole('status');
  await expect(status).toContainText('Finished', { timeout: 40_000 });
  await expect(status).toContainText(/[1-9][\d,]* issues?/u);
  await expect(history(stage)).toContainText(`From ${since}`);
  await expect(history(stage)).toContainText('PAY');
  await expect(history(stage).getByRole('progressbar')).toHaveAttribute('value', '1');
  // What the products' own logs know is read beside it.
  await expect(history(stage).getByRole('listitem')).toHaveText([/audit log.*: ./iu, /audit log.*: ./iu]);
  await stage.goTo('Activity');
  await stage.search('action = backfill.finished');
  await expect(stage.rows.first()).toBeVisible();
  await stage.search('provenance = backfill AND project != PAY');
  await expect(stage.rows).toHaveCount(0);
});

test('reading is paused and goes on', async ({ stage }) => {
  await openCoverage(stage);
  await begin(stage, { projects: 'PAY' });
  const status = history(stage).getByRole('status');
  await history(stage).getByRole('button', { name: 'Pause' }).click();
  await expect(status).toContainText('Paused');
  // It stays so for who comes back.
  await openCoverage(stage);
  await expect(status).toContainText('Paused');
  await history(stage).getByRole('button', { name: 'Go on' }).click();
  await expect(status).toContainText(/Reading|Finished/u);
});

test('each area that is asked for tells when it was looked at and what it costs', async ({ stage }) => {
  await openCoverage(stage);
  const polled = section(stage, 'Asked for again and again');
  await polled.getByRole('button', { name: 'Look now' }).click();
  await expect(polled.getByRole('button', { name: 'Look now' })).toBeEnabled({ timeout: 40_000 });
  const row = polled.getByRole('row').filter({ has: stage.app.getByRole('rowheader', { name: /audit log/iu }) }).first();
  await expect(row).toContainText(/Works|Waiting/u);
  await expect(row.getByRole('cell').nth(1)).not.toHaveText('Never');
  await expect(polled).toContainText(/[\d,]+ of 2,000 points of the products’ quota are left/u);
});
