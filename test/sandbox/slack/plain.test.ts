import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../../sandbox/slack/index.ts';
import { startWorkspace } from '../../../sandbox/slack/index.ts';

let slack: Workspace;
let group: string;
beforeAll(async () => {
  slack = await startWorkspace();
  group = slack.addUsergroup('ops-oncall', ['omar']);
  return () => slack.close();
});

const text = (mrkdwn: string) => slack.read({ text: mrkdwn });

describe('what a person reads in mrkdwn', () => {
  it.each([
    ['*acme/api* is _failing_ on `main`', 'acme/api is failing on main'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['```\nat *cart*\n```', '\nat *cart*\n'],
    ['a &lt;b&gt; &amp; c', 'a <b> & c'],
    ['&lt;!channel&gt;', '<!channel>'],
    ['<https://e.com/a?b&amp;c|the run>', 'the run'],
    ['see <#C0BUILDS> and <#C0QA|qa>', 'see #builds and #qa'],
    ['<!date^1^{date}|yesterday>', 'yesterday'],
    ['2 < 3 > 1', '2 < 3 > 1'],
  ])('%s', (mrkdwn, plain) => {
    expect(text(mrkdwn).plain).toBe(plain);
  });

  it('names who is pinged', () => {
    const read = text(`<@U0OMAR> <!subteam^${group}> <!here> <!channel|x> <@U0OMAR>`);
    expect(read.plain).toBe('@omar @ops-oncall @here @channel @omar');
    expect(read.mentions).toEqual([
      { kind: 'user', id: 'U0OMAR' },
      { kind: 'group', id: group },
      { kind: 'here', id: 'here' },
      { kind: 'channel', id: 'channel' },
    ]);
  });

  it('names where it leads, by itself or on purpose', () => {
    expect(text('<https://e.com|click> https://other.com.').links).toEqual([
      { url: 'https://e.com', label: 'click', auto: false },
      { url: 'https://other.com', label: 'https://other.com', auto: true },
    ]);
  });

  it('pings nobody with an escaped text, whatever it says', () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '!',
        '@',
        '|',
        '&',
        'channel',
        'U0OMAR',
        'lt;',
        ' ',
        '`',
        '*',
      ),
    });
    fc.assert(
      fc.property(nasty, (raw) => {
        const escaped = raw.replace(
          /[&<>]/g,
          (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '',
        );
        expect(text(escaped)).toMatchObject({ mentions: [], links: [] });
      }),
    );
  });
});

describe('what a person reads in blocks', () => {
  it('is every text of them, a line each, buttons in brackets', () => {
    const plain = (value: string) => ({ type: 'plain_text', text: value });
    const read = slack.read({
      text: 'notification',
      blocks: [
        { type: 'header', text: plain('CI is failing') },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: '*test* › <https://e.com|run>' },
          accessory: { type: 'button', text: plain('View run'), url: 'https://e.com/run' },
        },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'On call:' }, plain('omar')] },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'emoji', name: 'red_circle' },
                { type: 'text', text: ' <!channel> ' },
                { type: 'user', user_id: 'U0DANA' },
              ],
            },
            {
              type: 'rich_text_list',
              style: 'bullet',
              elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] }],
            },
          ],
        },
        {
          type: 'table',
          rows: [
            [
              { type: 'raw_text', text: 'Repo' },
              { type: 'raw_text', text: 'Red' },
            ],
            [
              { type: 'raw_text', text: 'acme/api' },
              { type: 'raw_number', value: 3 },
            ],
          ],
        },
        {
          type: 'data_visualization',
          title: 'Pass rate',
          chart: { type: 'line', series: [{ name: 'CI', data: [{ label: 'Mon', value: 95 }] }] },
        },
        { type: 'markdown', text: '## Notes\n**see** [docs](https://docs.e.com)' },
        {
          type: 'actions',
          elements: [
            { type: 'button', text: plain('Acknowledge') },
            { type: 'static_select', placeholder: plain('Snooze') },
          ],
        },
      ],
    });
    expect(read.plain.split('\n')).toEqual([
      'CI is failing',
      'test › run',
      '[View run]',
      'On call: omar',
      ':red_circle: <!channel> @dana',
      '• one',
      'Repo | Red',
      'acme/api | 3',
      'Pass rate',
      'CI: Mon 95',
      'Notes',
      'see docs',
      '[Acknowledge] [Snooze]',
    ]);
    expect(read.mentions).toEqual([{ kind: 'user', id: 'U0DANA' }]);
    expect(read.links.map(({ url }) => url)).toEqual([
      'https://e.com',
      'https://e.com/run',
      'https://docs.e.com',
    ]);
  });

  it('includes attachments, and pings by the text behind blocks', () => {
    const read = slack.read({
      text: '<!here>',
      blocks: [{ type: 'divider' }],
      attachments: [{ pretext: 'before', text: 'body', fields: [{ title: 'Team', value: 'dev' }] }],
    });
    expect(read.plain).toBe('before\nbody\nTeam\ndev');
    expect(read.mentions).toEqual([{ kind: 'here', id: 'here' }]);
  });
});
