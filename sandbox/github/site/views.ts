import { iso } from '../ids.ts';
import { jobLog } from '../logs/job-log.ts';
import type { Attempt, Commit, Job, Pull, Repo, Run } from '../state.ts';
import { latest } from '../state.ts';
import { stepsOf } from '../steps.ts';
import { type Html, html } from './html.ts';

/** A repository: its latest runs. */
export function repoPage(repo: Repo): Html {
  const runs = repo.runs.slice(-50).reverse();
  return html`<h1>${repo.fullName}</h1><p>${repo.description}</p><ul>${runs.map(runItem)}</ul>`;
}

/** A run: every attempt, the newest first, with its jobs and steps. */
export function runPage(run: Run): Html {
  return html`<h1>${run.title}</h1>
<p>${run.name} #${run.number} · ${run.branch} · ${commitLink(run.headRepo, run.sha)} · by ${run.actor.login}</p>
${run.attempts.toReversed().map(attemptView)}`;
}

/** A commit: its message, its files, and the runs on it. */
export function commitPage(repo: Repo, commit: Commit): Html {
  const files = commit.files.map((file) => html`<li>${file.path}</li>`);
  const runs = repo.runs.filter((run) => run.sha === commit.sha);
  return html`<h1>${commit.message.split('\n')[0] ?? ''}</h1>
<p>${commit.author.login} · ${iso(commit.at)} · <code>${commit.sha}</code></p>
<pre>${commit.message}</pre><ul>${files}</ul><ul>${runs.map(runItem)}</ul>`;
}

/** A pull request and the runs for it. */
export function pullPage(repo: Repo, pull: Pull): Html {
  const runs = repo.runs.filter((run) => run.pull === pull);
  return html`<h1>${pull.title} #${pull.number}</h1>
<p>${pull.author.login} · ${pull.mergedAt === null ? pull.state : 'merged'} · ${pull.head.branch}</p>
<p>${pull.body}</p><ul>${runs.map(runItem)}</ul>`;
}

function runItem(run: Run): Html {
  const { status, conclusion } = latest(run);
  const state = conclusion ?? status;
  return html`<li><b class="${state}">${state}</b> <a href="${pathOf(run)}">${run.title}</a>
<small>${run.name} #${run.number} · ${run.branch} · ${iso(run.createdAt)}</small></li>`;
}

function attemptView(attempt: Attempt): Html {
  const state = attempt.conclusion ?? attempt.status;
  return html`<h2>Attempt ${attempt.number}: <span class="${state}">${state}</span></h2>
<p><small>${iso(attempt.startedAt)} · by ${attempt.actor.login}</small></p>${attempt.jobs.map(jobView)}`;
}

function jobView(job: Job): Html {
  const state = job.conclusion ?? job.status;
  const steps = stepsOf(job).map((step) => {
    const word = step.conclusion ?? step.status;
    return html`<li><span class="${word}">${word}</span> ${step.name}</li>`;
  });
  const log = state === 'failure' ? html`<pre>${plain(jobLog(job))}</pre>` : html``;
  return html`<h3 id="${job.id}">${job.spec.name}: <span class="${state}">${state}</span></h3>
<ol>${steps}</ol>${log}`;
}

function pathOf(run: Run): string {
  return new URL(run.url).pathname;
}

function commitLink(repo: Repo, sha: string): Html {
  return html`<a href="/${repo.fullName}/commit/${sha}">${sha.slice(0, 7)}</a>`;
}

/** Without colours: a page of text. */
function plain(log: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
  return log.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '');
}
