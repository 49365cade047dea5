import type { GitHubApi } from './api.ts';
import type { Callers } from './credentials.ts';
import { orNull } from './errors.ts';
import { inRepository } from './in-repository.ts';

/** Workflows, and what their files say. */
export function aboutWorkflows(callers: Callers) {
  return {
    async workflows(name) {
      const { octokit, at } = await inRepository(callers, name);
      const asked = { ...at, per_page: 100 };
      const all = await octokit.paginate(octokit.rest.actions.listRepoWorkflows, asked);
      return all.map(({ id, name, path, state }) => ({
        id,
        name,
        path,
        active: state === 'active',
      }));
    },

    async file(name, { path, ref, etag }) {
      const { octokit, at } = await inRepository(callers, name);
      const headers = etag ? { 'if-none-match': etag } : {};
      const response = await orNull(octokit.rest.repos.getContent({ ...at, path, ref, headers }));
      if (!response) return { etag: null, notModified: false, file: null };
      const known = { etag: response.headers.etag ?? etag ?? null };
      if ((response.status as number) === 304) return { ...known, notModified: true, file: null };
      return { ...known, notModified: false, file: fileIn(response.data) };
    },
  } satisfies Partial<GitHubApi>;
}

/** A folder, a link and a file of more than a megabyte have no content. */
function fileIn(data: unknown): { sha: string; text: string } | null {
  const { content, encoding, sha } = (data ?? {}) as Record<string, unknown>;
  if (encoding !== 'base64' || typeof content !== 'string' || typeof sha !== 'string') return null;
  return { sha, text: Buffer.from(content, 'base64').toString('utf8') };
}
