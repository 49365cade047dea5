import type { Manifest } from '../../sandbox/slack/index.ts';

/** What the stand-in asks for; its commands are what the page completes. */
export const standInManifest: Manifest = {
  display_information: { name: 'Baton' },
  features: {
    bot_user: { display_name: 'baton' },
    app_home: { home_tab_enabled: true, messages_tab_enabled: true },
    shortcuts: [
      { type: 'message', name: 'Hand this off', callback_id: 'pass', description: 'To a team' },
      { type: 'global', name: 'Offer work', callback_id: 'offer', description: 'To any team' },
    ],
    slash_commands: [
      {
        command: '/ci',
        description: 'See how builds are, and act on them',
        usage_hint: '[status | failures | runs <repo> | help]',
      },
      { command: '/oncall', description: 'Who is on call', usage_hint: '[who | swap]' },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        'app_mentions:read',
        'channels:history',
        'channels:read',
        'chat:write',
        'commands',
        'im:history',
        'users:read',
      ],
    },
  },
  settings: { event_subscriptions: { bot_events: ['app_home_opened', 'app_mention'] } },
};
