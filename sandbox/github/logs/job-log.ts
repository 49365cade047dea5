import type { Job } from '../state.ts';
import { failedStep, type Step, stepsOf } from '../steps.ts';
import { frameLog } from './frame.ts';
import { type Recorded, recordedLogs } from './recorded.ts';

/** The log of a finished job: each step framed, what failed in the tools' own words. */
export function jobLog(job: Job): string {
  const startedAt = job.startedAt ?? job.createdAt;
  const steps = stepsOf(job).map((step) => ({
    startedAt: step.startedAt ?? startedAt,
    completedAt: step.completedAt ?? startedAt,
    text: textOf(job, step),
  }));
  return frameLog({ steps, startedAt, runner: `GitHub Actions ${job.runner}` });
}

/** What the failing step of a job printed, and its exit code. */
export function failureOf(job: Job): Pick<Recorded, 'text' | 'exit'> {
  const all = recordedLogs();
  const { log } = job.spec;
  if (log !== undefined) return all.get(log) ?? { text: log, exit: 1 };
  const step = failedStep(job.spec);
  const fitting = [...all.values()].find((one) => one.step === step && one.exit !== 0);
  return fitting ?? all.get('vitest') ?? { text: '', exit: 1 };
}

function textOf(job: Job, step: Step): string {
  const { name, conclusion } = step;
  if (conclusion === 'skipped' || name === 'Set up job') return '';
  if (name === 'Complete job') return 'Cleaning up orphan processes';
  if (name.startsWith('Post ')) return 'Post job cleanup.';
  const head = heading(job, name);
  if (conclusion === 'success') return `${head}\n${passed(name)}`;
  if (conclusion === 'cancelled') return `${head}\n${stopped(job)}`;
  const { text, exit } = failureOf(job);
  const own = text.replaceAll('/work/api/api', `/work/${job.run.repo.name}/${job.run.repo.name}`);
  return `${head}\n${own.replace(/\n$/, '')}\n##[error]Process completed with exit code ${exit}.`;
}

function heading(job: Job, name: string): string {
  const command = name.replace(/^Run /, '');
  if (command.startsWith('actions/')) {
    const inputs = `with:\n  repository: ${job.run.repo.fullName}\n  token: ***`;
    return `##[group]Run ${command}\n${inputs}\n##[endgroup]`;
  }
  const shell = 'shell: /usr/bin/bash -e {0}';
  return `##[group]Run ${command}\n\u001b[36;1m${command}\u001b[0m\n${shell}\n##[endgroup]`;
}

function passed(name: string): string {
  const all = recordedLogs();
  const usual = [...all.values()].find((one) => one.step === name && one.exit === 0);
  return usual?.text ?? 'Done';
}

function stopped(job: Job): string {
  const over = `##[error]The job has exceeded the maximum execution time of 30m0s`;
  const said = '##[error]The operation was canceled.';
  return job.conclusion === 'timed_out' ? `${over}\n${said}` : said;
}
