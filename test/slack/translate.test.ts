import { describe, expect, test } from 'vitest';
import { fieldsOf, flat, heldBy, pressedBy, withoutMention } from '../../src/slack/translate.ts';

const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });

describe('what somebody pressed or chose', () => {
  test.each([
    ['a button', { type: 'button', value: 'ack:7' }, 'ack:7'],
    ['a button without a value', { type: 'button' }, ''],
    ['a menu', { type: 'static_select', selected_option: option('2h') }, '2h'],
    ['an overflow menu', { type: 'overflow', selected_option: option('mute') }, 'mute'],
    ['a menu that was emptied', { type: 'external_select', selected_option: null }, ''],
    ['a person', { type: 'users_select', selected_user: 'U1' }, 'U1'],
    ['a date', { type: 'datepicker', selected_date: '2026-11-05' }, '2026-11-05'],
    ['a moment', { type: 'datetimepicker', selected_date_time: 1_762_300_800 }, '1762300800'],
    ['several', { type: 'checkboxes', selected_options: [option('a'), option('b')] }, 'a,b'],
    ['several people', { type: 'multi_users_select', selected_users: ['U1', 'U2'] }, 'U1,U2'],
  ])('%s', (_case, element, value) => {
    expect(flat(heldBy(element))).toBe(value);
  });

  test('the inputs of a dialog are found by block and by action', () => {
    const values = {
      why: { text: { type: 'plain_text_input', value: 'flaky' } },
      until: { hours: { type: 'static_select', selected_option: option('2h') } },
      who: { people: { type: 'multi_users_select', selected_users: ['U1'] } },
    };
    expect(fieldsOf({ state: { values } } as never)).toEqual({
      ...{ why: 'flaky', text: 'flaky', until: '2h', hours: '2h' },
      ...{ who: ['U1'], people: ['U1'] },
    });
  });
});

test.each([
  ['a message alone', { ts: '1.1' }, { ts: '1.1' }],
  ['a message that has replies', { ts: '1.1', thread_ts: '1.1' }, { ts: '1.1' }],
  ['a reply', { ts: '1.2', thread_ts: '1.1' }, { ts: '1.2', threadTs: '1.1' }],
])('what was pressed on %s is answered where it was', (_what, message, place) => {
  const action = { type: 'button', action_id: 'x', block_id: 'b' };
  const body = { actions: [action], user: { id: 'U1' }, trigger_id: 't', container: {}, message };
  expect(pressedBy(body as never).message).toEqual(place);
});

test.each([
  ['<@U0BOT> status acme/api', 'status acme/api'],
  ['<@U0BOT|baton>  show', 'show'],
  ['hey <@U0BOT>, show <@U1>', 'hey , show <@U1>'],
  ['failures', 'failures'],
])('%s is heard as "%s"', (said, heard) => {
  expect(withoutMention(said, 'U0BOT')).toBe(heard);
});
