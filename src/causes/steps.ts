import type { CleanLine } from './clean.ts';

/** One step of the job, as the log shows it. */
export type Step = {
  index: number;
  /** `Run npm test`, or what an export called it. */
  name: string;
  /** Cleanup that runs whatever happened. */
  post: boolean;
  /** Lines that GitHub flagged as errors. */
  errors: number;
  /** Where GitHub said that the step failed, and with which exit code. */
  verdict?: { number: number; exitCode?: number };
  /** The last line that the step printed before that. */
  lastWords?: number;
};

const verdicts: readonly RegExp[] = [
  /^Process completed with exit code (\d{1,5})\./,
  /^The process '.{1,300}' failed with exit code (\d{1,5})/,
  /^(?:The )?(?:process|command|docker|action).{0,200}(?:failed|exited) with (?:exit )?(?:code|status):? (\d{1,5})/i,
  /^(?:Job|ERROR: Job) failed: exit (?:code|status) (\d{1,5})/,
  /^The command ".{1,300}" (?:exited with|failed and exited with) (\d{1,5})/,
];
const post = /^(?:Post job cleanup\.|Cleaning up orphan processes|Complete job|Post Run )/;
/** Kept for the choice of the failed one; a log of a gigabyte may hold more. */
const kept = 4000;

/** The exit code that GitHub, GitLab or Travis reports in its last word on a step. */
export function exitCodeOf(text: string): number | undefined {
  if (!/exit|status/.test(text)) return undefined;
  for (const verdict of verdicts) {
    const found = verdict.exec(text);
    if (found) return Number(found[1]);
  }
  return undefined;
}

export type Steps = {
  all: Step[];
  current: Step;
  /** Inside the script that GitHub echoes before it runs it. */
  echo: boolean;
};

export function newSteps(): Steps {
  const first: Step = { index: 0, name: 'Set up job', post: false, errors: 0 };
  return { all: [first], current: first, echo: false };
}

function begin(steps: Steps, name: string, isPost: boolean): void {
  const step: Step = {
    index: steps.current.index + 1,
    name: name.slice(0, 200),
    post: isPost,
    errors: 0,
  };
  steps.current = step;
  steps.all.push(step);
  if (steps.all.length > kept)
    steps.all = steps.all.filter((one) => one.errors > 0 || one === step).slice(-kept);
}

/** Follows the structure: which step a line belongs to, whether it is the echoed script, what the verdict was. */
export function follow(steps: Steps, line: CleanLine, number: number): void {
  const { text, flag, exportedStep } = line;
  if (exportedStep && exportedStep !== 'UNKNOWN STEP' && exportedStep !== steps.current.name) {
    begin(steps, exportedStep, post.test(exportedStep));
  } else if (flag === 'group' && text.startsWith('Run ') && !exportedStep)
    begin(steps, text, false);
  else if (flag === 'none' && post.test(text)) begin(steps, text, true);
  if (flag === 'group') steps.echo = text.startsWith('Run ');
  else if (flag === 'endgroup') steps.echo = false;
  const step = steps.current;
  const exitCode = exitCodeOf(text);
  if (flag === 'error') step.errors++;
  if ((flag === 'error' || exitCode !== undefined) && !steps.echo) {
    if (exitCode !== undefined) step.verdict = { number, exitCode };
    else step.verdict ??= { number };
  }
  if (!step.verdict && text !== '') step.lastWords = number;
}

const afterwards =
  /upload|artifact|report|publish|notif|slack|summar|clean|always|codecov|coverage|cache|save|comment|log|dump|stop|down|teardown|diagnos|echo|collect/i;

/**
 * The step that failed: one that the API names, else the first that GitHub gave a verdict on. A step that failed and was
 * followed by ordinary ones was allowed to fail; then the last is meant.
 */
export function failedStep(steps: Steps, names: readonly string[] = []): Step | undefined {
  const named = steps.all.filter((step) =>
    names.some((name) => step.name === name || step.name === `Run ${name}`),
  );
  const pool = named.length > 0 ? named : steps.all;
  const failed = pool.filter((step) => step.verdict && !step.post);
  const coded = failed.filter((step) => step.verdict?.exitCode !== undefined);
  const candidates = coded.length > 0 ? coded : failed;
  const first = candidates[0];
  const last = candidates.at(-1);
  if (!first || !last || first === last) return first;
  const between = steps.all.filter(
    (step) => step.index > first.index && step.index <= last.index && !step.post,
  );
  return between.some((step) => !afterwards.test(step.name)) ? last : first;
}
