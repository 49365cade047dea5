import { gzipSync } from 'node:zlib';
import { type Answer, found, moved, notFound } from '../answers.ts';
import type { Box } from '../box.ts';
import { type Call, param, repoOf } from '../call.ts';
import type { Incoming, Outgoing } from '../http.ts';
import { shaOf } from '../ids.ts';
import { jobLog } from '../logs/job-log.ts';
import type { Route } from '../router.ts';
import type { Job } from '../state.ts';

export const logRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/actions/jobs/{job_id}/logs',
    handle: toTheLog,
  },
];

/** Where logs lie: elsewhere than the API, open to whoever knows the address. */
export const logPath = '/_logs/';

function toTheLog(call: Call): Answer {
  const job = call.box.jobs.get(Number(param(call, 'job_id')));
  if (found(job).run.repo !== repoOf(call) || found(job).status !== 'completed') return notFound();
  return moved(`${call.box.url}${logPath}${found(job).id}.txt?sig=${signature(found(job))}`);
}

/** The log itself, packed when the asker can unpack it. */
export function serveLog(box: Box, request: Incoming): Outgoing {
  const id = Number(/(\d+)\.txt$/.exec(request.path)?.[1]);
  const job = box.jobs.get(id);
  if (job === undefined || request.query.get('sig') !== signature(job)) return { status: 403 };
  const body = Buffer.from(jobLog(job));
  const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  if (!packed) return { status: 200, headers, body };
  return {
    status: 200,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body: gzipSync(body),
  };
}

function signature(job: Job): string {
  return shaOf('log', job.id).slice(0, 16);
}
