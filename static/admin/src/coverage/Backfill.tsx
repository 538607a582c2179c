import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { askBackfill, pauseBackfill, resumeBackfill, startBackfill, ApiError, type Backfill as State, type BackfillJob } from '../api';
import { FullName } from '../people/Name';
import type { Clock } from '../table/time';
import { count } from '../texts';
import { Gaps } from './Gaps';
import { polledAreas } from '../texts/areas';
import { says as words } from '../texts/coverage';
import { saidByCore } from '../texts/core';

const REFRESH_MS = 5_000;
const says = words.backfill;

/** What happened before the app was there: how far reading it has got, and ways to begin, pause and go on. */
export function Backfill({ clock }: { clock: Clock }) {
  const [state, setState] = useState<State>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const take = useCallback(async (asked: () => Promise<State>) => {
    try {
      setState(await asked());
      setProblem(undefined);
    } catch (error) {
      setProblem(error instanceof ApiError ? saidByCore(error.message) : String(error));
    }
  }, []);
  const isRunning = state?.job !== undefined && stepOf(state.job) === 'running';
  useEffect(() => {
    void take(askBackfill);
    const timer = setInterval(() => isRunning && document.visibilityState === 'visible' && void take(askBackfill), REFRESH_MS);
    return () => clearInterval(timer);
  }, [take, isRunning]);
  const act = async (asked: () => Promise<State>) => {
    setBusy(true);
    await take(asked);
    setBusy(false);
  };
  const { job } = state ?? {};
  return (
    <section className="panel" aria-labelledby="backfill">
      <h2 id="backfill">{says.title}</h2>
      <p className="subtle">{says.help}</p>
      {job && <Progress job={job} waiting={state?.waiting ?? 0} hoursLeft={state?.hoursLeft} isOutOfPoints={state?.isOutOfPoints === true} clock={clock} />}
      {job && <AuditLogs logs={state?.auditLogs ?? []} clock={clock} />}
      {job && stepOf(job) === 'running' && (
        <Button isDisabled={isBusy} onClick={() => void act(pauseBackfill)}>
          {says.pause}
        </Button>
      )}
      {job && stepOf(job) === 'paused' && (
        <Button appearance="primary" isDisabled={isBusy} onClick={() => void act(resumeBackfill)}>
          {says.resume}
        </Button>
      )}
      {state && (!job || stepOf(job) === 'finished') && <Begin isBusy={isBusy} isAgain={job !== undefined} onBegin={(choice) => void act(() => startBackfill(choice))} />}
      {problem && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      {state?.reconciled && <p className="subtle small">{words.reconciled(clock.jql(state.reconciled.since), Object.values(state.reconciled.found).reduce((sum, found) => sum + found, 0))}</p>}
      {state && <Gaps gaps={state.gaps} />}
    </section>
  );
}

const stepOf = (job: BackfillJob) => (job.finishedAt !== undefined ? 'finished' : job.pausedAt !== undefined ? 'paused' : 'running');

function Progress({ job, waiting, hoursLeft, isOutOfPoints, clock }: { job: BackfillJob; waiting: number; hoursLeft?: number; isOutOfPoints: boolean; clock: Clock }) {
  const step = stepOf(job);
  const done = step === 'finished' ? 1 : Math.min(1, job.approximate ? job.issues / job.approximate : 0);
  const from = job.from === undefined ? says.beginning : clock.jql(job.from);
  const problem = job.refused ?? job.problems.at(-1)?.what;
  return (
    <>
      <progress aria-label={says.title} max={1} value={step !== 'finished' && !job.approximate ? undefined : done} />
      <p role="status">
        <strong>{says.steps[step]}</strong>
        {' · '}
        {says.done(job.issues, job.approximate, job.contents ?? 0, job.records)}
        {waiting > 0 && ` · ${says.waiting(waiting)}`}
        {step === 'running' && hoursLeft !== undefined && ` · ${says.left(hoursLeft)}`}
      </p>
      <p className="subtle small">
        {says.range(from, clock.jql(job.to), job.projects?.join(', '))}
        {' · '}
        {says.begunBy} <FullName accountId={job.startedBy} />, {clock.jql(job.startedAt)}
        {' · '}
        {says.points(count(job.points))}
      </p>
      {isOutOfPoints && <p className="subtle small">{words.polled.waits['points']}</p>}
      {problem && <p className="problem small">{says.problem(saidByCore(problem))}</p>}
    </>
  );
}

/** How far back the products' own audit logs were read. */
function AuditLogs({ logs, clock }: { logs: State['auditLogs']; clock: Clock }) {
  return (
    <ul className="subtle small audit-logs">
      {logs.map(({ area, past, waits, refused }) => (
        <li key={area}>
          {polledAreas[area] ?? area}: {(refused && saidByCore(refused)) || (waits ? says.auditWaits : past === undefined ? says.auditWhole : says.auditSince(clock.jql(past)))}
        </li>
      ))}
    </ul>
  );
}

/** What is to be read: since when, of which projects. */
function Begin({ isBusy, isAgain, onBegin }: { isBusy: boolean; isAgain: boolean; onBegin(choice: { from?: number; projects: string[] }): void }) {
  const [from, setFrom] = useState('');
  const [projects, setProjects] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const keys = projects.toUpperCase().split(/[\s,]+/u).filter(Boolean);
    onBegin({ ...(from && { from: Date.parse(from) }), projects: keys });
  };
  return (
    <form className="begin" onSubmit={submit}>
      <label>
        <span>{says.since}</span>
        <Textfield type="date" isCompact value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      </label>
      <label>
        <span>{says.projects}</span>
        <Textfield isCompact value={projects} placeholder={says.allProjects} onChange={(event) => setProjects(event.currentTarget.value)} />
      </label>
      <Button type="submit" appearance={isAgain ? 'default' : 'primary'} isDisabled={isBusy}>
        {isAgain ? says.again : says.begin}
      </Button>
    </form>
  );
}
