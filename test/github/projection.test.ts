import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { factsFrom, isUsed, readPartOf } from '../../src/github/facts.ts';
import { projectionOf } from '../../src/github/projection.ts';
import { eventNames, examplesOf } from './examples.ts';
import { replaceOne } from './replace-one.ts';

const used = eventNames.filter(isUsed);

describe('what is read of a webhook', () => {
  it("says all that each of GitHub's examples says, in a tenth of the space", () => {
    let sent = 0;
    let read = 0;
    for (const event of used) {
      for (const body of examplesOf(event)) {
        const part = readPartOf(event, body);
        expect(factsFrom(event, part)).toEqual(factsFrom(event, body));
        sent += JSON.stringify(body).length;
        read += JSON.stringify(part).length;
      }
    }
    expect(read).toBeLessThan(sent / 10);
  });

  it('says the same of a body with anything missing, null or of another type', () => {
    const bodies = used.flatMap((event) => examplesOf(event).map((body) => ({ event, body })));
    const odd = fc.constantFrom(undefined, null, 0, -1, '', 'x', [], {}, [{}], true, 2e60);
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.nat(), odd, ({ event, body }, seed, value) => {
        const broken = structuredClone(body);
        replaceOne(broken, seed, value);
        expect(factsFrom(event, readPartOf(event, broken))).toEqual(factsFrom(event, broken));
      }),
    );
  });

  it('is no more where something else stands in place of a text, however much and deep', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const body = {
      workflow: { name: deep, path: { secret: 'x'.repeat(9_000) } },
      repository: deep,
    };
    expect(readPartOf('workflow_run', body)).toEqual({
      workflow: { name: [], path: {} },
      repository: [],
    });
    expect(readPartOf('push', { commits: { some: deep } })).toEqual({ commits: {} });
  });

  it('is nothing of who sent it, or of what nobody asks about', () => {
    const [body] = examplesOf('workflow_run');
    expect(Object.keys(readPartOf('workflow_run', body) as object)).toEqual([
      'workflow_run',
      'workflow',
      'repository',
    ]);
    expect(readPartOf('ping', { zen: 'Keep it logically awesome.' })).toEqual({});
    expect(readPartOf('star', body)).toBeUndefined();
    expect(readPartOf('constructor', body)).toBeUndefined();
  });
});

describe('the part that a shape reads', () => {
  const name = z.string().transform((text) => text.trim());
  const take = projectionOf(
    z.object({
      name,
      steps: z.array(z.object({ name }).nullable().catch(null)).transform((all) => all.length),
      by: z.object({ login: name }).nullable().catch(null),
    }),
  );

  it.each([
    [
      { name: 'CI', id: 7, by: { login: 'dana', id: 8 } },
      { name: 'CI', by: { login: 'dana' } },
    ],
    [{ steps: [{ name: 'a', at: 1 }, null, 'b', [1]] }, { steps: [{ name: 'a' }, null, 'b', []] }],
    [
      { name: { odd: 1 }, steps: { odd: 1 }, by: 'dana' },
      { name: {}, steps: {}, by: 'dana' },
    ],
    [{}, {}],
    [[{ name: 'CI' }], []],
    [null, null],
    ['CI', 'CI'],
  ])('of %j is %j', (value, part) => {
    expect(take(value)).toEqual(part);
  });
});
