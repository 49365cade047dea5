import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { factsFrom } from '../../src/github/facts.ts';
import { withoutPointers } from '../../src/github/pointers.ts';
import { eventNames, examplesOf } from './examples.ts';

const api = 'https://api.github.com/repos/acme/api';

/** The same by hand: each value looked at, none of them as text. */
function trimmed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(trimmed);
  const kept = Object.entries(value).filter(
    ([name, inner], at) => at === 0 || !isPointer(name, inner),
  );
  return Object.fromEntries(kept.map(([name, inner]) => [name, trimmed(inner)]));
}

function isPointer(name: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (name === 'node_id') return /^[\w+/=-]*$/.test(value);
  if (!/^\w*url$/.test(name) || /^(log|target|environment|details)_/.test(name)) return false;
  return /^https?:\/\/(api\.github\.com|[^/"\\]+\/api\/v3)\//.test(value) && !/["\\\n]/.test(value);
}

describe('what is kept of a webhook', () => {
  it("says all that each of GitHub's examples says, in less than half of the space", () => {
    let sent = 0;
    let kept = 0;
    for (const event of eventNames) {
      for (const body of examplesOf(event)) {
        const json = JSON.stringify(body);
        const less = withoutPointers(json);
        expect(factsFrom(event, JSON.parse(less))).toEqual(factsFrom(event, body));
        sent += json.length;
        kept += less.length;
      }
    }
    expect(kept).toBeLessThan(sent / 2);
  });

  it('leaves what people wrote, and what leads elsewhere', () => {
    const kept = [
      { id: 1, html_url: 'https://github.com/acme/api', log_url: `${api}/logs` },
      { id: 1, target_url: 'https://ci.acme.dev/api/v3/builds', environment_url: `${api}/x` },
      { id: 1, message: `Fix,"events_url":"${api}/events" and ,"node_id":"MDQ6"` },
      { id: 1, title: 'ends with a comma,', ref: 'main' },
      { id: 1, urls: [`${api}/a`, 'url', `${api}/b`] },
    ];
    for (const value of kept)
      expect(withoutPointers(JSON.stringify(value))).toBe(JSON.stringify(value));
  });

  it('leaves out links of GitHub Enterprise Server as well', () => {
    const sent = { id: 1, url: 'https://github.acme.dev/api/v3/users/dana', node_id: 'MDQ6' };
    expect(withoutPointers(JSON.stringify(sent))).toBe('{"id":1}');
  });

  it('is what one would leave out by hand, of any JSON', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(
        `${api}/a`,
        'https://h/api/v3/x',
        'http://api.github.com/"',
        'MDQ6',
        ',"url":"',
      ),
    );
    const name = fc.oneof(
      fc.constantFrom('url', 'events_url', 'log_url', 'node_id', 'id', 'a,', 'html_url'),
      fc.string(),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.array(tie('tree')),
        fc.dictionary(name, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const json = JSON.stringify(value);
        expect(JSON.parse(withoutPointers(json))).toEqual(trimmed(JSON.parse(json)));
      }),
    );
  });

  it('takes linear time, whatever is sent', () => {
    for (const hostile of [
      ',"',
      ',"node_id":"',
      `,"a_url":"${api}`,
      ',"aurlurlurl',
      ',"url":"https://',
    ]) {
      const begun = performance.now();
      withoutPointers(hostile.repeat(2_000_000 / hostile.length));
      expect(performance.now() - begun).toBeLessThan(1_000);
    }
    const begun = performance.now();
    withoutPointers(`,"${'url'.repeat(500_000)}`);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});
