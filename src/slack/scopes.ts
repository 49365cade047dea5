/** The OAuth scopes that Baton needs, each with what it is for; manifest.yml asks for the same. */
export const botScopes = {
  'app_mentions:read': 'hear `@Baton …`',
  'channels:history': 'find a message again whose sending was cut off',
  'channels:join': 'enter the public channels that it is told to post to',
  'channels:read': 'know channels by their names',
  'chat:write': 'post, edit and answer',
  commands: 'slash commands',
  'groups:history': 'as channels:history, in private channels that it was invited to',
  'groups:read': 'as channels:read, for private channels that it was invited to',
  'im:history': 'hear direct messages',
  'im:write': 'write direct messages',
  'metadata.message:read': 'know its own messages by the key that they carry',
  'usergroups:read': 'know who is in a user group, for roles and teams',
  'users:read': 'know names and time zones',
  'users:read.email': 'know who stands behind a commit',
} as const;
