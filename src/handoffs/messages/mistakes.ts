import { UserError } from '../../core/errors.ts';
import type { Team } from '../../core/settings.ts';
import { cut, list } from '../../core/text.ts';
import type { ReadDoneWhen } from '../done-when.ts';

const example = '`/handoff qa "2.4 is on staging, please test checkout" --due "tomorrow 5pm"`';
const said = (typed: string): string => cut(typed.trim(), 60);

/** What is wrong with what was typed, and what to type instead. */
export const mistakes = {
  unknownTeam(
    typed: string,
    near: string | undefined,
    teams: readonly Pick<Team, 'id'>[],
  ): UserError {
    if (teams.length === 0) return mistakes.noTeams();
    const there = `There are ${list(teams.map(({ id }) => id))}.`;
    return new UserError(
      `There is no team “${said(typed)}”.`,
      near ? `Did you mean \`${near}\`? ${there}` : there,
    );
  },
  noTeams: (): UserError =>
    new UserError('There are no teams yet.', 'Whoever runs me adds them to `teams` in baton.yml.'),
  noChannel: ({ name, id }: Team): UserError =>
    new UserError(
      `${name} has no channel, so nobody there would see it.`,
      `Whoever runs me adds \`channel\` to \`teams: ${id}\` in baton.yml.`,
    ),
  ownTeam: ({ name }: Team): UserError =>
    new UserError(
      `You are in ${name} yourself: there is nothing to hand over.`,
      'Name the team that it should go to.',
    ),
  nothingSaid: ({ id }: Team): UserError =>
    new UserError(
      'What is it that you hand over?',
      `Say it in quotes: ${example.replace(' qa ', ` ${id} `)}`,
    ),
  unknownPerson: (typed: string, near: string | undefined): UserError =>
    new UserError(
      `I know nobody called ${said(typed)}.`,
      near
        ? `Did you mean \`@${near}\`?`
        : 'Mention them: `--to @quinn`. Without --to it is for the whole team.',
    ),
  notInTeam: (typed: string, { name }: Team): UserError =>
    new UserError(
      `${said(typed)} is not in ${name}.`,
      'Leave out --to, and it is for the whole team; or choose their team.',
    ),
  due(typed: string, reason: 'unclear' | 'past' | 'too_far'): UserError {
    const hint = 'Type `--due "tomorrow 5pm"`, `--due "fri 12:00"` or `--due 4h`.';
    if (reason === 'unclear')
      return new UserError(`I do not understand when “${said(typed)}” is.`, hint);
    if (reason === 'past') return new UserError(`“${said(typed)}” is in the past.`, hint);
    return new UserError(`“${said(typed)}” is more than a year away.`, hint);
  },
  noRun: (typed: string): UserError =>
    new UserError(
      `“${said(typed)}” is no run.`,
      'Copy the address of its page: `--run https://…/actions/runs/…`.',
    ),
  unknownRun: (): UserError =>
    new UserError(
      'I do not know that run.',
      'It may be of a repository that I do not watch. Leave out --run and say in words which one.',
    ),
  doneWhen(read: Exclude<ReadDoneWhen, { doneWhen: unknown }>): UserError {
    const form = 'Type `--done-when "CI green on main"`';
    switch (read.reason) {
      case 'unclear':
        return new UserError(
          'I do not understand when it would be done.',
          `${form}: a workflow, and a branch.`,
        );
      case 'no-repository':
        return new UserError(
          'Green in which repository?',
          'Add it: `--done-when "CI green on main in acme/api"`.',
        );
      case 'unknown-repository':
        return new UserError(
          `I do not watch ${said(read.repository)}.`,
          read.near ? `Did you mean \`${read.near}\`?` : `${form} with a repository that I watch.`,
        );
      case 'unknown-workflow':
        return new UserError(
          `I know no workflow “${said(read.workflow)}” in ${read.repository}.`,
          read.near
            ? `Did you mean “${read.near}”?`
            : `\`/ci status ${read.repository}\` lists those that I know.`,
        );
    }
  },
  gone: (name: string): UserError =>
    new UserError(`There is no ${name}.`, '`/handoff list` shows those that wait.'),
};

/** What to type instead, said beside the field of a form: there the flags that would name it are none. */
export const besideField = (hint: string): string =>
  hint
    .replace(/`--[a-z-]+ ([^`]*)`/g, '$1')
    .replace(/Leave out --[a-z-]+/g, 'Leave this empty')
    .replaceAll('`', '');
