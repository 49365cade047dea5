import type { Box } from '../box.ts';
import { iso, nodeId } from '../ids.ts';
import type { Account, App } from '../state.ts';
import { simpleUser } from './account.ts';

/** `integration`: an app as GitHub shows it. */
export function appShape(box: Box, app: App) {
  return {
    id: app.id,
    client_id: `Iv23li${app.slug}`,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: simpleUser(box, app.owner),
    name: app.name,
    description: '',
    external_url: box.url,
    html_url: `${box.url}/apps/${app.slug}`,
    created_at: iso(app.createdAt),
    updated_at: iso(app.createdAt),
    permissions: app.permissions,
    events: [...app.events],
  };
}

/** `installation`: the app in one organisation, with everything in it selected. */
export function installationShape(box: Box, app: App, account: Account) {
  const id = box.installationOf(account);
  return {
    id,
    client_id: `Iv23li${app.slug}`,
    account: simpleUser(box, account),
    repository_selection: 'all',
    access_tokens_url: `${box.apiUrl}/app/installations/${id}/access_tokens`,
    repositories_url: `${box.apiUrl}/installation/repositories`,
    html_url: `${box.url}/organizations/${account.login}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: app.permissions,
    events: [...app.events],
    created_at: iso(app.createdAt),
    updated_at: iso(app.createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [] as string[],
    suspended_by: null,
    suspended_at: null,
  };
}
