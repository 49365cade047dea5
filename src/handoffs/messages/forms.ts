import {
  type Block,
  choiceField,
  lines,
  personField,
  textField,
  ticksField,
} from '../../core/blocks.ts';
import { handoffName } from '../../core/handoffs.ts';
import { bold } from '../../core/inline.ts';
import type { Modal } from '../../slack/words.ts';
import { type HandoffView, nameIn, type TeamWords } from '../view.ts';
import { inShort, quoted, teamName } from './words.ts';

/** At most so much is said in one field. */
export const mostSaid = 2000;

/** Told where Slack can open no form: in a thread, and in the menu of a message. */
export const typeInThread = 'Type `handoff qa "what is to be done"`, or `/handoff` in a channel.';
export const typeInChannel = 'Type `/handoff qa "what is to be done"`.';

/** What the form remembers besides its fields. */
export type Remembered = {
  incident?: number;
  /** The message that it was made from. */
  source?: { channel: string; ts: string };
};

/** Where one hands something over; `what` stands there already where it is known. */
export function openForm(
  teams: readonly TeamWords[],
  filled: { what?: string; run?: string; remembered?: Remembered },
): Modal {
  return {
    callbackId: 'handoff.open',
    title: 'Hand over',
    submit: 'Offer it',
    memory: JSON.stringify(filled.remembered ?? {}),
    blocks: [
      choiceField({ id: 'team', label: 'To which team', choices: choicesOf(teams) }),
      textField({
        ...{ id: 'what', label: 'What is to be done', most: mostSaid },
        hint: 'What they need to know to begin, in a sentence or two.',
        ...(filled.what ? { value: filled.what } : {}),
      }),
      personField({ id: 'to', label: 'For whom there', optional: true }),
      textField({
        ...{ id: 'due', label: 'By when', most: 100, optional: true, oneLine: true },
        hint: 'tomorrow 5pm, fri 12:00, 4h. Left empty, as the team promises.',
      }),
      textField({
        ...{ id: 'run', label: 'Which run', most: 500, optional: true, oneLine: true },
        hint: 'The address of its page on GitHub.',
        ...(filled.run ? { value: filled.run } : {}),
      }),
      textField({
        ...{
          id: 'doneWhen',
          label: 'Done by itself when',
          most: 200,
          optional: true,
          oneLine: true,
        },
        hint: 'CI green on main',
      }),
    ],
  };
}

const choicesOf = (teams: readonly TeamWords[]) =>
  teams.map(({ id, name }) => ({ text: name, value: id }));

/** For which leg's button a form opens, and whether for somebody who does the work: only they tick its list. */
export type FormFor = { leg: number; receiver: boolean };

/** One of the forms behind a handoff's buttons. */
export function actForm(kind: FormKind, view: HandoffView, { leg, receiver }: FormFor): Modal {
  const { id, what, state } = view.handoff;
  const { fields } = forms[kind];
  // The form is called what the button is that opened it.
  const title = kind === 'return' && state === 'offered' ? 'Take back' : forms[kind].title;
  const about = lines([bold(handoffName(id)), ` · ${inShort(what)}`]);
  return {
    ...{ callbackId: `handoff.${kind}`, title, submit: title, memory: `${id}:${leg}` },
    blocks: [about, ...fields(view), ...(kind === 'done' && receiver ? ticks(view) : [])],
  };
}

export type FormKind = 'decline' | 'ask' | 'answer' | 'pass' | 'return' | 'done';

type Form = { title: string; fields: (view: HandoffView) => Block[] };

const words = (id: string, label: string, hint?: string): Block =>
  textField({ id, label, most: mostSaid, ...(hint ? { hint } : {}) });

const sender = ({ handoff, names }: HandoffView): string => nameIn(names, handoff.current.sender);

const forms: Readonly<Record<FormKind, Form>> = {
  decline: {
    title: 'Decline',
    fields: (view) => [words('reason', 'Why', `${sender(view)} is told, and has it again.`)],
  },
  ask: {
    title: 'Ask',
    fields: (view) => [
      words(
        'question',
        `What ${sender(view)} should tell you`,
        'Until they answer, the time to accept stands still.',
      ),
    ],
  },
  answer: {
    title: 'Answer',
    fields: ({ handoff }) => [
      lines([quoted(handoff.current.question ?? 'This was answered already.')]),
      words('answer', 'Your answer', 'It stands in the thread.'),
    ],
  },
  pass: {
    title: 'Pass on',
    fields: ({ teams, handoff }) => [
      choiceField({
        ...{ id: 'team', label: 'To which team' },
        choices: choicesOf(teams),
        value: handoff.current.ended === null ? undefined : handoff.current.toTeam,
      }),
      personField({ id: 'to', label: 'For whom there', optional: true }),
      textField({
        ...{ id: 'note', label: 'What they should know', most: mostSaid, optional: true },
        hint: 'The story so far goes along.',
      }),
    ],
  },
  return: {
    title: 'Return',
    fields: (view) => [words('reason', 'Why', `${sender(view)} has it again.`)],
  },
  done: {
    title: 'Done',
    fields: () => [
      words('outcome', 'How it went'),
      textField({
        ...{ id: 'evidence', label: 'Evidence', most: 500, optional: true, oneLine: true },
        hint: 'An address that shows it: a run, a report, a page.',
      }),
    ],
  },
};

/** Each item has to be ticked; what cannot be is a reason to return it. */
function ticks({ handoff, teams }: HandoffView): Block[] {
  const team = handoff.current.toTeam;
  const choices = checklistOf(team, teams)
    .slice(0, 10)
    .map((text, index) => ({ text, value: String(index) }));
  const label = `${teamName(team, teams)} ticks before it is done`;
  return choices.length === 0 ? [] : [ticksField({ id: 'checklist', label, choices })];
}

export const checklistOf = (team: string, teams: readonly TeamWords[]): readonly string[] =>
  teams.find(({ id }) => id === team)?.handoffs.checklist ?? [];

/** Beside the ticks that are missing. */
export const notTicked = (items: readonly string[]): string =>
  `Not ticked: ${items.join(', ')}. Tick it, or press Return and say why.`.slice(0, 2000);
