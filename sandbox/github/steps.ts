import type { Job, JobSpec, Outcome, Status } from './state.ts';

export type Step = {
  name: string;
  number: number;
  status: Extract<Status, 'queued' | 'in_progress' | 'completed'>;
  conclusion: Extract<Outcome, 'success' | 'failure' | 'skipped' | 'cancelled'> | null;
  startedAt: number | null;
  completedAt: number | null;
};

export const usualSteps: readonly string[] = [
  'Run actions/checkout@v4',
  'Run actions/setup-node@v4',
  'Run npm ci',
  'Run npm test',
];

/** Every step of a job as GitHub lists them, with the runner's own before and after. */
export function stepNames(spec: JobSpec): string[] {
  const declared = spec.steps ?? usualSteps;
  const posts = declared.filter((name) => name.startsWith('Run actions/')).toReversed();
  return ['Set up job', ...declared, ...posts.map((name) => `Post ${name}`), 'Complete job'];
}

/** Which step fails when the job does. */
export function failedStep(spec: JobSpec): string {
  return spec.failedStep ?? (spec.steps ?? usualSteps).at(-1) ?? 'Set up job';
}

/** How long a step takes beside the others of its job: the runner's own are over in a moment. */
function weightOf(name: string): number {
  if (name === 'Set up job' || name === 'Complete job' || name.startsWith('Post ')) return 1;
  if (name.startsWith('Run actions/')) return 3;
  return name === 'Run npm ci' ? 15 : 40;
}

/** The steps of a job as they stand: none before it starts, nor in a job that was skipped. */
export function stepsOf(job: Job): Step[] {
  const { startedAt, completedAt, spec } = job;
  if (startedAt === null || job.conclusion === 'skipped') return [];
  const names = stepNames(spec);
  const stop = names.indexOf(failedStep(spec));
  const weights = names.map(weightOf);
  const sum = (upTo: number) => weights.slice(0, upTo).reduce((all, one) => all + one, 0);
  const span = ((completedAt ?? startedAt) - startedAt) / sum(names.length);
  return names.map((name, index) => {
    const number = index + 1;
    if (completedAt === null) return running(name, number, startedAt);
    const from = Math.floor(startedAt + span * sum(index));
    const till = Math.floor(startedAt + span * sum(number));
    const conclusion = conclusionOf(job, name, index - stop);
    return { name, number, status: 'completed', conclusion, startedAt: from, completedAt: till };
  });
}

function running(name: string, number: number, startedAt: number): Step {
  const first = number === 1;
  return {
    name,
    number,
    status: first ? 'in_progress' : 'queued',
    conclusion: null,
    startedAt: first ? startedAt : null,
    completedAt: null,
  };
}

function conclusionOf(job: Job, name: string, afterStop: number): Step['conclusion'] {
  if (job.conclusion === 'success' || job.conclusion === 'neutral' || afterStop < 0)
    return 'success';
  if (afterStop === 0) return job.conclusion === 'failure' ? 'failure' : 'cancelled';
  return name.startsWith('Post ') || name === 'Complete job' ? 'success' : 'skipped';
}
