import { type Answer, notFound, ok, refused } from '../answers.ts';
import { type Call, param, repoOf } from '../call.ts';
import { shaOf } from '../ids.ts';
import type { Route } from '../router.ts';
import type { Repo } from '../state.ts';
import { workflowYaml } from '../workflows.ts';

export const contentRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/contents/{path}',
    handle: contents,
  },
];

/** The files that a repository has: those that declare its workflows, and a README. */
function filesOf(repo: Repo): Map<string, string> {
  const declared = repo.workflows.map((one) => [one.path, workflowYaml(one)] as const);
  return new Map([['README.md', `# ${repo.name}\n\n${repo.description}\n`], ...declared]);
}

function contents(call: Call): Answer {
  const repo = repoOf(call);
  const ref = call.query.get('ref') ?? repo.defaultBranch;
  const known = repo.branches.has(ref) || repo.commits.has(ref) || ref === repo.defaultBranch;
  if (!known) return refused(404, `No commit found for the ref ${ref}`);
  const path = param(call, 'path').replace(/\/$/, '');
  const files = filesOf(repo);
  const text = files.get(path);
  if (text !== undefined) return oneFile(call, repo, path, text);
  const inside = [...files].filter(([name]) => name.startsWith(`${path}/`));
  if (inside.length === 0) return notFound();
  return ok(inside.map(([name, body]) => entry(call, repo, name, body)));
}

function oneFile(call: Call, repo: Repo, path: string, text: string): Answer {
  if (/\braw\b/.test(call.request.headers.accept ?? '')) {
    return {
      status: 200,
      text,
      headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' },
    };
  }
  const content = Buffer.from(text)
    .toString('base64')
    .replace(/(.{60})/g, '$1\n');
  return ok({ ...entry(call, repo, path, text), content: `${content}\n`, encoding: 'base64' });
}

function entry({ box, query }: Call, repo: Repo, path: string, text: string) {
  const ref = query.get('ref') ?? repo.defaultBranch;
  const sha = shaOf(path, text);
  const url = `${box.apiUrl}/repos/${repo.fullName}/contents/${path}?ref=${ref}`;
  const html = `${box.url}/${repo.fullName}/blob/${ref}/${path}`;
  const git = `${box.apiUrl}/repos/${repo.fullName}/git/blobs/${sha}`;
  return {
    name: path.split('/').at(-1),
    path,
    sha,
    size: Buffer.byteLength(text),
    url,
    html_url: html,
    git_url: git,
    download_url: `${box.url}/${repo.fullName}/raw/${ref}/${path}`,
    type: 'file',
    _links: { self: url, git, html },
  };
}
