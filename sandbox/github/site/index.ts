import type { Box } from '../box.ts';
import { findCommit } from '../commits.ts';
import type { Incoming, Outgoing } from '../http.ts';
import type { Repo, Run } from '../state.ts';
import { type Html, page } from './html.ts';
import { commitPage, pullPage, repoPage, runPage } from './views.ts';

/** What stands where `html_url` and `avatar_url` point to. */
export function serveSite(box: Box, { path }: Incoming): Outgoing {
  const [, owner = '', name = '', kind = '', key = '', id = ''] = path.split('/');
  if (owner === 'avatars') return avatar(name);
  const repo = box.repos.get(`${owner}/${name}`.toLowerCase());
  const body = repo && viewOf(box, repo, { kind, key, id });
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  if (body === undefined) return { status: 404, headers, body: page('Not found', missing) };
  return { status: 200, headers, body: page(`${owner}/${name}`, body) };
}

const missing: Html = {
  html: '<h1>Nothing here</h1><p>This page is not part of the simulation.</p>',
};

type Where = { kind: string; key: string; id: string };

function viewOf(box: Box, repo: Repo, { kind, key, id }: Where): Html | undefined {
  if (kind === 'actions' && key === 'runs') return ofRun(repo, box.runs.get(Number(id)));
  if (kind === 'commit') {
    const commit = findCommit(box, repo, key);
    return commit && commitPage(repo, commit);
  }
  if (kind === 'pull') {
    const pull = repo.pulls.find((one) => one.number === Number(key));
    return pull && pullPage(repo, pull);
  }
  return kind === '' || kind === 'actions' ? repoPage(repo) : undefined;
}

function ofRun(repo: Repo, run: Run | undefined): Html | undefined {
  return run?.repo === repo ? runPage(run) : undefined;
}

function avatar(login: string): Outgoing {
  const hue = [...login].reduce((sum, char) => sum + char.charCodeAt(0) * 37, 0) % 360;
  const letter = /^[a-z0-9]/i.exec(login)?.[0].toUpperCase() ?? '?';
  const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${hue} 55% 45%)"/><text x="20" y="27" font-family="system-ui" font-size="20" fill="#fff" text-anchor="middle">${letter}</text></svg>`;
  return { status: 200, headers: { 'content-type': 'image/svg+xml' }, body };
}
