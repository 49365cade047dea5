import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isTooLong, validateBlocks, validateView } from '../../../sandbox/slack/blocks/validate.ts';
import { BROKEN, inBlock } from './broken-blocks.ts';

const CORPUS = new URL('../../../../shared/corpora/slack/blocks-spec/', import.meta.url);
const there = existsSync(CORPUS);
if (!there) console.warn('no shared/corpora here: Block Kit fixtures are skipped');

type Thing = Record<string, unknown> & { type: string };

const load = (path: string) => JSON.parse(readFileSync(new URL(path, CORPUS), 'utf8'));

function fixtures(kind: string): [string, Thing][] {
  if (!there) return [];
  const folder = `fixtures/valid/${kind}/`;
  return readdirSync(new URL(folder, CORPUS)).map((name) => [name, load(folder + name)]);
}

const onMessage = (blocks: unknown) => validateBlocks(blocks, { surface: 'message', at: '' });
const inModal = (block: unknown) => validateBlocks([block], { surface: 'modal', at: '' });

describe.skipIf(!there)('what others know to be right', () => {
  it.each(fixtures('blocks'))('block %s is taken', (_name, block) => {
    expect(block.type === 'alert' ? inModal(block) : onMessage([block])).toEqual([]);
  });

  it.each(fixtures('elements'))('element %s is taken', (_name, element) => {
    expect(onMessage([inBlock(element)])).toEqual([]);
  });

  it.each(fixtures('rich_text'))('rich text %s is taken', (_name, node) => {
    const section = { type: 'rich_text_section', elements: [node] };
    const holder = node.type.startsWith('rich_text_') ? node : section;
    expect(onMessage([{ type: 'rich_text', elements: [holder] }])).toEqual([]);
  });

  it.each(fixtures('views'))('view %s is taken', (_name, view) => {
    expect(validateView(view)).toEqual([]);
  });

  it.each(fixtures('attachments'))('blocks of attachment %s are taken', (_name, attachment) => {
    expect(onMessage(attachment['blocks'])).toEqual([]);
  });

  it.each(fixtures('objects'))('object %s is taken where it belongs', (name, object) => {
    expect(onMessage([inBlock(holding(name, object))])).toEqual([]);
  });

  it('every rule that others know to be broken is refused', () => {
    const { cases } = load('fixtures/invalid/manifest.json') as { cases: { id: string }[] };
    const missing = cases.filter(({ id }) => !BROKEN[id]).map(({ id }) => id);
    expect(missing).toEqual([]);
  });
});

/** An element that carries a composition object in the field that is made for it. */
function holding(name: string, object: Thing): Thing {
  const text = { type: 'plain_text', text: 'Label' };
  const trigger = { url: 'https://slack.com/shortcuts/Ft1/abc' };
  if (name.startsWith('text_')) return object;
  if (name.startsWith('option_group')) return { type: 'static_select', option_groups: [object] };
  if (name.startsWith('option_')) return { type: 'static_select', options: [object] };
  if (name.startsWith('confirmation')) return { type: 'button', text, confirm: object };
  if (name.startsWith('conversation_filter'))
    return { type: 'conversations_select', filter: object };
  if (name.startsWith('dispatch_action')) {
    return { type: 'plain_text_input', action_id: 'a', dispatch_action_config: object };
  }
  if (name.startsWith('workflow')) return { type: 'workflow_button', text, workflow: object };
  if (name.startsWith('trigger')) {
    return { type: 'workflow_button', text, workflow: { trigger: object } };
  }
  const parameters = { customizable_input_parameters: [object] };
  return { type: 'workflow_button', text, workflow: { trigger: { ...trigger, ...parameters } } };
}

describe('a block that breaks a rule is refused', () => {
  it.each(Object.entries(BROKEN))('%s', (_id, broken) => {
    const problems = 'view' in broken ? validateView(broken.view) : onMessage([broken.block]);
    const modal =
      'block' in broken && broken.surface === 'modal' ? inModal(broken.block) : problems;
    expect(modal.length).toBeGreaterThan(0);
    for (const { problem } of modal) expect(problem).toMatch(broken.says);
  });
});

describe('a list of blocks', () => {
  const section = { type: 'section', text: { type: 'mrkdwn', text: 'x' } };
  const chart = (id: number) => ({
    type: 'data_visualization',
    block_id: `chart-${id}`,
    title: 'Pass rate',
    chart: { type: 'pie', segments: [{ label: 'green', value: 1 }] },
  });

  it('holds 50 on a message and 100 in a view', () => {
    const fifty = Array.from({ length: 50 }, () => section);
    expect(onMessage(fifty)).toEqual([]);
    expect(onMessage([...fifty, section])).toEqual([
      { at: '', problem: 'no more than 50 items allowed' },
    ]);
    expect(validateBlocks([...fifty, ...fifty], { surface: 'home', at: '' })).toEqual([]);
  });

  it('names each block and each element once', () => {
    const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };
    const same = [
      { ...section, block_id: 'a' },
      { ...section, block_id: 'a' },
      { type: 'actions', elements: [button, button] },
    ];
    expect(onMessage(same).map(({ problem }) => problem)).toEqual([
      '`block_id` "a" already exists',
      '`action_id` "go" already exists',
    ]);
  });

  it('takes two charts, and none where the workspace has no charts', () => {
    expect(onMessage([chart(1), chart(2)])).toEqual([]);
    expect(onMessage([chart(1), chart(2), chart(3)])).toHaveLength(1);
    const refused = validateBlocks([chart(1)], { surface: 'message', at: '', refuseCharts: true });
    expect(refused).toEqual([{ at: '/0/type', problem: 'unsupported type: data_visualization' }]);
  });

  it('keeps alerts in modals, and containers and tables on messages', () => {
    const alert = { type: 'alert', text: { type: 'plain_text', text: 'Careful' } };
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'x' }]] };
    expect(onMessage([alert])).toHaveLength(1);
    expect(inModal(alert)).toEqual([]);
    expect(onMessage([table])).toEqual([]);
    expect(inModal(table)).toHaveLength(1);
  });

  it('is too long at 13,200 characters of text, data blocks aside', () => {
    const long = (count: number) =>
      Array.from({ length: count }, () => ({
        type: 'section',
        text: { type: 'mrkdwn', text: 'x'.repeat(3000) },
      }));
    expect(isTooLong(long(4))).toBe(false);
    expect(isTooLong(long(5))).toBe(true);
    const cells = [[{ type: 'raw_text', text: 'x'.repeat(15_000) }]];
    expect(isTooLong([{ type: 'data_table', rows: cells }])).toBe(false);
  });

  it('refuses what Slack has no word for', () => {
    const odd = { type: 'section', text: { type: 'mrkdwn', text: 'x' }, colour: 'red' };
    expect(onMessage([odd])).toEqual([
      { at: '/0', problem: 'invalid additional property: colour' },
    ]);
    expect(onMessage([{ type: 'toString' }])).toHaveLength(1);
    expect(onMessage('blocks')).toEqual([{ at: '', problem: 'must provide an array' }]);
    expect(onMessage([null])).toEqual([{ at: '/0', problem: 'must provide an object' }]);
  });

  it('asks for a way to submit where a modal asks for something', () => {
    const input = {
      type: 'input',
      label: { type: 'plain_text', text: 'Why' },
      element: { type: 'plain_text_input' },
    };
    const view = { type: 'modal', title: { type: 'plain_text', text: 'Mute' }, blocks: [input] };
    expect(validateView(view)).toEqual([
      { at: '/view', problem: 'missing required field: submit' },
    ]);
  });
});
