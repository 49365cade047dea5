import { describe, expect, it } from 'vitest';
import { env, load, problems, yaml } from './world.ts';

const rules = (text: string): string => `${yaml}deploys:\n${text}`;

describe('deploys in baton.yml', () => {
  it('are read with their environments in order, the last being production', () => {
    const [rule] = load(
      env,
      rules(`
  - match: acme/api
    channel: '#ops'
    workflow: deploy.yml
    inputs: { ref: version }
    environments: [{ name: dev }, { name: eu, four_eyes: true, role: admin }]
    freezes: [{ when: fri 16:00-mon 08:00, reason: Weekend, timezone: Asia/Kolkata }]
`),
    ).deploys;
    expect(rule).toEqual({
      match: 'acme/api',
      channel: '#ops',
      workflow: 'deploy.yml',
      inputs: { environment: null, ref: 'version' },
      environments: [
        { name: 'dev', production: false, role: 'developer', fourEyes: false, after: null },
        { name: 'eu', production: true, role: 'admin', fourEyes: true, after: 'dev' },
      ],
      freezes: [
        {
          window: {
            kind: 'weekly',
            from: { weekday: 5, minute: 960 },
            to: { weekday: 1, minute: 480 },
          },
          zone: 'Asia/Kolkata',
          reason: 'Weekend',
          environments: null,
        },
      ],
    });
  });

  it('may freeze all environments but one', () => {
    const [rule] = load(
      env,
      rules(`
  - match: acme/*
    environments: [{ name: dev }, { name: eu/web }]
    freezes: [{ when: fri 16:00-mon 08:00, reason: Weekend, environments: ['*', '!dev'] }]
`),
    ).deploys;
    expect(rule?.freezes[0]?.environments).toEqual(['*', '!dev']);
  });

  it('need nothing but a match', () => {
    expect(load(env, rules('  - match: acme/*')).deploys).toEqual([
      {
        ...{ match: 'acme/*', channel: null, workflow: null, environments: [], freezes: [] },
        inputs: { environment: null, ref: null },
      },
    ]);
    expect(load(env, yaml).deploys).toEqual([]);
  });

  it('may leave starting to something else, and go in no order', () => {
    const text = `
  - match: acme/*
    workflow: false
    in_order: false
    environments: [{ name: production-us }, { name: production-eu, production: false }]`;
    expect(load(env, rules(text)).deploys[0]).toMatchObject({
      workflow: false,
      environments: [
        { production: true, role: 'operator', after: null },
        { production: false, role: 'developer', after: null },
      ],
    });
  });

  it.each([
    ['  - match: acme', 'deploys[0].match: must be a glob on owner/repo'],
    [
      '  - { match: acme/*, workflow: true }',
      'deploys[0].workflow: must be the name or file of a workflow, or false',
    ],
    ['  - { match: acme/*, enviroments: [] }', 'did you mean environments?'],
    [
      '  - { match: acme/*, environments: [{ name: eu, role: boss }] }',
      'deploys[0].environments[0].role: must be one of everyone, developer, operator, admin',
    ],
    [
      '  - { match: acme/*, environments: [{ name: eu }, { name: EU }] }',
      'deploys[0].environments[1].name: is also the name of another one',
    ],
    [
      '  - { match: acme/*, freezes: [{ when: friday, reason: No }] }',
      'deploys[0].freezes[0].when: must be a span such as fri 16:00-mon 08:00',
    ],
    [
      '  - { match: acme/*, freezes: [{ when: 2026-12-20..2027-01-02 }] }',
      'deploys[0].freezes[0].reason: is missing',
    ],
    [
      '  - { match: acme/*, environments: [{ name: production }], freezes: [{ when: 2026-12-20..2027-01-02, reason: No, environments: [prodution] }] }',
      'deploys[0].freezes[0].environments[0]: no environment of this rule is called prodution; did you mean production?',
    ],
    [
      '  - { match: acme/*, environments: [{ name: production }], freezes: [{ when: 2026-12-20..2027-01-02, reason: No, environments: ["!prodution"] }] }',
      'deploys[0].freezes[0].environments[0]: no environment of this rule is called prodution; did you mean production?',
    ],
    ['  - match: acme/*\n  - match: acme/*', 'deploys[1].match: is never reached'],
    ['  - match: other/api', 'deploys[0].match: other/api is not watched'],
  ])('%s is refused', (text, sentence) => {
    expect(problems(env, rules(text)).join('\n')).toContain(sentence);
  });
});
