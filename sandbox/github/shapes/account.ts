import type { Box } from '../box.ts';
import { iso, nodeId } from '../ids.ts';
import type { Account } from '../state.ts';

const links = {
  followers_url: '/followers',
  following_url: '/following{/other_user}',
  gists_url: '/gists{/gist_id}',
  starred_url: '/starred{/owner}{/repo}',
  subscriptions_url: '/subscriptions',
  organizations_url: '/orgs',
  repos_url: '/repos',
  events_url: '/events{/privacy}',
  received_events_url: '/received_events',
};

/** `simple-user`: how GitHub shows an account inside something else. */
export function simpleUser(box: Box, account: Account) {
  const url = `${box.apiUrl}/users/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('U', account.id),
    avatar_url: `${box.url}/avatars/${account.login}`,
    gravatar_id: '',
    url,
    html_url: `${box.url}/${account.login}`,
    ...under(account, url, links),
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** `public-user`: an account asked for by its name. */
export function publicUser(box: Box, account: Account) {
  return {
    ...simpleUser(box, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: account.email,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: iso(account.createdAt),
    updated_at: iso(account.createdAt),
  };
}

/** `private-user`: what the owner of a token sees of itself. */
export function privateUser(box: Box, account: Account) {
  return {
    ...publicUser(box, account),
    private_gists: 0,
    total_private_repos: 0,
    owned_private_repos: 0,
    disk_usage: 0,
    collaborators: 0,
    two_factor_authentication: true,
  };
}

/** An organisation as a webhook names it. */
export function organization(box: Box, account: Account) {
  const url = `${box.apiUrl}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('O', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${box.url}/avatars/${account.login}`,
    description: '',
  };
}

const known = new WeakMap<object, Record<string, string>>();

/** Each link of a table, below one address; put together once for each owner. */
export function under<T extends Record<string, string>>(owner: object, base: string, table: T): T {
  const found = known.get(owner);
  if (found !== undefined) return found as T;
  const links = Object.fromEntries(Object.entries(table).map(([key, path]) => [key, base + path]));
  known.set(owner, links);
  return links as T;
}
