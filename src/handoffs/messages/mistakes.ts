import type { Mistake } from '../../core/errors.ts';
import type { Team } from '../../core/settings.ts';
import { cut, list } from '../../core/text.ts';
import type { ReadDoneWhen } from '../done-when.ts';
import type { FieldMistake } from '../wrong-field.ts';

/** What cannot be done about handoffs, and what to do instead: what to type, and what to fill in where there is a form. */

const example = '`/handoff qa "2.4 is on staging, please test checkout" --due "tomorrow 5pm"`';
const said = (typed: string): string => cut(typed.trim(), 60);

const noTeamsYet = 'There are no teams yet.';
const teamsToAdd = 'Whoever runs me adds them to `teams` in baton.yml.';

export const noTeams: Mistake = [noTeamsYet, teamsToAdd];

export const whichHandoff = 'Which handoff? Its name is like H-12.';
export const noHandoff = 'That is no handoff: its name is like H-12.';

export const gone = (name: string): Mistake => [
  `There is no ${name}.`,
  '`/handoff list` shows those that wait.',
];

/** `names`: the teams that there are. */
export function unknownTeam(
  name: string,
  { near, names }: { near: string | undefined; names: readonly string[] },
): FieldMistake {
  if (names.length === 0) return noTeamToName;
  const there = `There are ${list(names)}.`;
  return {
    field: 'team',
    sentence: `There is no team “${said(name)}”.`,
    typed: near ? `Did you mean \`${near}\`? ${there}` : there,
    filled: near ? `Did you mean ${near}? ${there}` : there,
  };
}

const noTeamToName: FieldMistake = {
  field: 'team',
  sentence: noTeamsYet,
  typed: teamsToAdd,
  filled: 'Whoever runs me adds them to teams in baton.yml.',
};

export const noChannel = ({ name, id }: Pick<Team, 'id' | 'name'>): FieldMistake => ({
  field: 'team',
  sentence: `${name} has no channel, so nobody there would see it.`,
  typed: `Whoever runs me adds \`channel\` to \`teams: ${id}\` in baton.yml.`,
  filled: `Whoever runs me adds channel to teams: ${id} in baton.yml.`,
});

export const ownTeam = ({ name }: Pick<Team, 'name'>): FieldMistake => ({
  field: 'team',
  sentence: `You are in ${name} yourself: there is nothing to hand over.`,
  typed: 'Name the team that it should go to.',
  filled: 'Choose the team that it should go to.',
});

export const nothingSaid = ({ id }: Pick<Team, 'id'>): FieldMistake => ({
  field: 'what',
  sentence: 'What is it that you hand over?',
  typed: `Say it in quotes: ${example.replace(' qa ', ` ${id} `)}`,
  filled: 'Say it in a sentence or two.',
});

export const unknownPerson = (name: string, near: string | undefined): FieldMistake => ({
  field: 'to',
  sentence: `I know nobody called ${said(name)}.`,
  typed: near
    ? `Did you mean \`@${near}\`?`
    : 'Mention them: `--to @quinn`. Without --to it is for the whole team.',
  filled: near ? `Did you mean @${near}?` : 'Leave this empty, and it is for the whole team.',
});

export const notInTeam = (name: string, team: Pick<Team, 'name'>): FieldMistake => ({
  field: 'to',
  sentence: `${said(name)} is not in ${team.name}.`,
  typed: 'Leave out --to, and it is for the whole team; or choose their team.',
  filled: 'Leave this empty, and it is for the whole team; or choose their team.',
});

export const wrongDue = (words: string, reason: 'unclear' | 'past' | 'too_far'): FieldMistake => ({
  field: 'due',
  sentence: {
    unclear: `I do not understand when “${said(words)}” is.`,
    past: `“${said(words)}” is in the past.`,
    too_far: `“${said(words)}” is more than a year away.`,
  }[reason],
  typed: 'Type `--due "tomorrow 5pm"`, `--due "fri 12:00"` or `--due 4h`.',
  filled: 'Type "tomorrow 5pm", "fri 12:00" or 4h.',
});

export const noRun = (words: string): FieldMistake => ({
  field: 'run',
  sentence: `“${said(words)}” is no run.`,
  typed: 'Copy the address of its page: `--run https://…/actions/runs/…`.',
  filled: 'Copy the address of its page: https://…/actions/runs/….',
});

const perhapsUnwatched = 'It may be of a repository that I do not watch.';

export const unknownRun: FieldMistake = {
  field: 'run',
  sentence: 'I do not know that run.',
  typed: `${perhapsUnwatched} Leave out --run and say in words which one.`,
  filled: `${perhapsUnwatched} Leave this empty and say in words which one.`,
};

export const wrongDoneWhen = (
  read: Exclude<ReadDoneWhen, { doneWhen: unknown }>,
): FieldMistake => ({
  field: 'doneWhen',
  ...aboutDoneWhen(read),
});

const doneWhenForm = { typed: '`--done-when "CI green on main"`', filled: '"CI green on main"' };

function aboutDoneWhen(
  read: Exclude<ReadDoneWhen, { doneWhen: unknown }>,
): Omit<FieldMistake, 'field'> {
  const { typed, filled } = doneWhenForm;
  switch (read.reason) {
    case 'unclear':
      return {
        sentence: 'I do not understand when it would be done.',
        typed: `Type ${typed}: a workflow, and a branch.`,
        filled: `Type ${filled}: a workflow, and a branch.`,
      };
    case 'no-repository':
      return {
        sentence: 'Green in which repository?',
        typed: 'Add it: `--done-when "CI green on main in acme/api"`.',
        filled: 'Add it: "CI green on main in acme/api".',
      };
    case 'unknown-repository':
      return {
        sentence: `I do not watch ${said(read.repository)}.`,
        ...(read.near
          ? { typed: `Did you mean \`${read.near}\`?`, filled: `Did you mean ${read.near}?` }
          : {
              typed: `Type ${typed} with a repository that I watch.`,
              filled: `Type ${filled} with a repository that I watch.`,
            }),
      };
    case 'unknown-workflow':
      return {
        sentence: `I know no workflow “${said(read.workflow)}” in ${read.repository}.`,
        ...(read.near
          ? { typed: `Did you mean “${read.near}”?`, filled: `Did you mean “${read.near}”?` }
          : {
              typed: `\`/ci status ${read.repository}\` lists those that I know.`,
              filled: `/ci status ${read.repository} lists those that I know.`,
            }),
      };
  }
}
