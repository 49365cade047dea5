import { describe, expect, test } from 'vitest';
import {
  noChannel,
  noRun,
  nothingSaid,
  notInTeam,
  ownTeam,
  unknownPerson,
  unknownRun,
  unknownTeam,
  wrongDoneWhen,
  wrongDue,
} from '../../src/handoffs/messages/mistakes.ts';
import { type FieldMistake, WrongField } from '../../src/handoffs/wrong-field.ts';

const qa = { id: 'qa', name: 'QA' };

/** Each with every hint that it may give, by what went wrong. */
const all: Record<string, FieldMistake> = {
  'no such team': unknownTeam('qaa', { near: undefined, names: ['qa', 'ops'] }),
  'one like it': unknownTeam('qaa', { near: 'qa', names: ['qa', 'ops'] }),
  'no teams': unknownTeam('qa', { near: undefined, names: [] }),
  'no channel': noChannel(qa),
  'own team': ownTeam(qa),
  'nothing said': nothingSaid(qa),
  nobody: unknownPerson('quin', undefined),
  'somebody like it': unknownPerson('quin', 'quinn'),
  'of another team': notInTeam('omar', qa),
  unclear: wrongDue('blah', 'unclear'),
  past: wrongDue('yesterday', 'past'),
  'too far': wrongDue('in 3 years', 'too_far'),
  'no run': noRun('blah'),
  'unknown run': unknownRun,
  'done when?': wrongDoneWhen({ reason: 'unclear' }),
  'done where?': wrongDoneWhen({ reason: 'no-repository' }),
  ...both('repository', (near) =>
    wrongDoneWhen({ reason: 'unknown-repository', repository: 'acme/apo', near }),
  ),
  ...both('workflow', (near) =>
    wrongDoneWhen({ reason: 'unknown-workflow', workflow: 'CJ', repository: 'acme/api', near }),
  ),
};

function both(what: string, of: (near: string | undefined) => FieldMistake) {
  return { [`no such ${what}`]: of(undefined), [`a ${what} like it`]: of('CI') };
}

describe('a mistake that a form shows beside its field', () => {
  test.each(Object.entries(all))('%s: says what to fill in, not what to type', (_, mistake) => {
    const wrong = new WrongField(mistake);
    expect(wrong.beside).toBe(`${mistake.sentence} ${mistake.filled}`);
    // Slack shows it as it stands: no code, no flag, no command to be typed with one.
    expect(wrong.beside).not.toMatch(/`|--|\/handoff/);
    expect(wrong.beside).toMatch(/[.?]$/);
    expect(wrong.beside.length).toBeLessThanOrEqual(300);
    expect([wrong.message, wrong.hint]).toEqual([mistake.sentence, mistake.typed]);
  });
});
