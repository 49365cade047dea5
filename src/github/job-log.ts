import { messageOf } from '../core/errors.ts';
import { GitHubUnavailable, orNull } from './errors.ts';
import type { Caller } from './octokit.ts';

const HEADERS_WITHIN_MS = 30_000;

/**
 * Opens a job's log. GitHub answers with the address of a file at another host; we go there by hand,
 * without the token, which is none of that host's business. Null where there is no log (yet, or no
 * longer).
 */
export async function openJobLog(
  { octokit }: Caller,
  job: { owner: string; repo: string; job_id: number },
): Promise<ReadableStream<Uint8Array> | null> {
  const { downloadJobLogsForWorkflowRun: ask } = octokit.rest.actions;
  const moved = await orNull(ask({ ...job, request: { redirect: 'manual' } }));
  if (!moved?.headers.location) return null;
  const response = await download(moved.headers.location);
  if (response.ok) return response.body;
  await response.body?.cancel();
  if (response.status === 404 || response.status === 410) return null;
  throw new GitHubUnavailable(`The log could not be downloaded (${response.status}).`, null);
}

/** Bounds the wait for the answer, not the reading of it: a large log may take its time. */
async function download(address: string): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), HEADERS_WITHIN_MS);
  try {
    return await fetch(address, { signal: patience.signal });
  } catch (error) {
    throw new GitHubUnavailable(`The log could not be downloaded (${messageOf(error)}).`, null);
  } finally {
    clearTimeout(timer);
  }
}
