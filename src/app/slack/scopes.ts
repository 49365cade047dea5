/** The scopes that Baton cannot do without; manifest.yml asks for the same, each with its reason. */
export const neededScopes: readonly string[] = [
  'commands',
  'chat:write',
  'files:write',
  'channels:join',
  'app_mentions:read',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'im:history',
  'metadata.message:read',
  'im:write',
  'users:read',
  'users:read.email',
  'usergroups:read',
];
