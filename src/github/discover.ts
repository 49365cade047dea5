import type { RepositoryFact } from '../core/facts.ts';
import type { Callers } from './credentials.ts';
import { GitHubRefusal, GitHubUnavailable, orNull } from './errors.ts';
import type { Caller } from './octokit.ts';
import { repository } from './shapes.ts';

const page = { per_page: 100 };

/** What lists of repositories have in common. */
type Listed = { full_name: string; archived?: boolean; disabled?: boolean };

/** See GitHubApi.repositories. What is not there is left out: one wrong line must not hide the others. */
export async function discover(
  callers: Callers,
  globs: readonly string[],
): Promise<RepositoryFact[]> {
  try {
    return unique(await listed(callers, globs));
  } catch (thrown) {
    if (thrown instanceof GitHubRefusal || thrown instanceof GitHubUnavailable) throw thrown;
    throw new GitHubUnavailable(noGitHub, null);
  }
}

/** Said of a list that is none, such as the page of a proxy or of a server without /api/v3. */
const noGitHub =
  'Something other than GitHub’s API answers at GITHUB_API_URL; on a server of your own it ends in /api/v3.';

async function listed(callers: Callers, globs: readonly string[]): Promise<Listed[]> {
  const names = globs.filter((glob) => /^[\w.-]+\/[\w.-]+$/.test(glob));
  const patterns = globs.filter((glob) => !names.includes(glob));
  const found: Listed[] = [];
  for (const name of names) found.push(...(await present(one(callers, name))));
  if (patterns.length > 0) {
    const owners = new Set(patterns.map((glob) => (glob.split('/')[0] ?? '').toLowerCase()));
    found.push(...(await ofOwners(callers, [...owners])));
  }
  return found;
}

async function one(callers: Callers, name: string): Promise<Listed[]> {
  const [owner = '', repo = ''] = name.split('/');
  const { octokit } = await callers.of(owner);
  return [(await octokit.rest.repos.get({ owner, repo })).data];
}

/** An owner that is itself a pattern means everything that the credentials see. */
async function ofOwners(callers: Callers, wanted: readonly string[]): Promise<Listed[]> {
  const found: Listed[] = [];
  const open = wanted.some((owner) => !isLogin(owner));
  const installed = await callers.owners();
  if (installed) {
    const owners = installed.filter((owner) => open || wanted.includes(owner.toLowerCase()));
    for (const owner of owners) found.push(...(await ofInstallation(await callers.of(owner))));
    return found;
  }
  if (open) found.push(...(await ofToken(callers.self)));
  for (const owner of wanted.filter(isLogin)) found.push(...(await ofOwner(callers.self, owner)));
  return found;
}

function isLogin(owner: string): boolean {
  return /^[\w-]+$/.test(owner);
}

function ofInstallation({ octokit }: Caller): Promise<Listed[]> {
  return octokit.paginate(octokit.rest.apps.listReposAccessibleToInstallation, page);
}

function ofToken({ octokit }: Caller): Promise<Listed[]> {
  return octokit.paginate(octokit.rest.repos.listForAuthenticatedUser, page);
}

/** A person's private repositories stand in no list but the token's own. */
async function ofOwner(self: Caller, owner: string): Promise<Listed[]> {
  const { paginate, rest } = self.octokit;
  const ofOrg = await present(paginate(rest.repos.listForOrg, { ...page, org: owner }));
  if (ofOrg.length > 0) return ofOrg;
  const shown = await present(paginate(rest.repos.listForUser, { ...page, username: owner }));
  const seen = await present(ofToken(self));
  return [...shown, ...seen.filter((entry) => ownerOf(entry) === owner)];
}

function ownerOf(entry: Listed): string {
  return entry.full_name.split('/')[0]?.toLowerCase() ?? '';
}

/** Nothing, where GitHub shows nothing. Bad credentials are no such case. */
async function present(asked: Promise<Listed[]>): Promise<Listed[]> {
  return (await orNull(asked, [403, 404])) ?? [];
}

/** Archived repositories run nothing, so there is nothing to watch. */
function unique(listed: readonly Listed[]): RepositoryFact[] {
  const live = listed.filter((entry) => !entry.archived && !entry.disabled);
  const facts = live.map((entry) => repository.parse(entry));
  return [...new Map(facts.map((fact) => [fact.name, fact])).values()];
}
