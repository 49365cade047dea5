import {
  actions,
  type Block,
  button,
  context,
  divider,
  lines,
  section,
} from '../../core/blocks.ts';
import { bold, code, emoji, type Inline, joined } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { type Message, message } from '../../core/message.ts';
import { type DigestFacts, decideDigest, partsOf, shows } from '../digest.ts';
import { jobsNote, usuallyNote } from './known.ts';
import { numbersTable } from './numbers.ts';
import {
  andMore,
  changeLine,
  fixLine,
  followLine,
  part,
  redLine,
  targetLine,
  targetsHeading,
} from './parts.ts';
import { pictureBlocks, pictures } from './pictures.ts';
import { meanwhile, stateLine } from './state.ts';

/**
 * A digest. `key` is that under which it is noted: its buttons find the runs behind a number by it.
 * Slack's own limits hold whatever the size of the organisation: each part is cut to what people read.
 */
export function digestMessage(facts: DigestFacts, key: string): Message {
  const { kind } = decideDigest(facts);
  if (kind === 'empty') return emptyDigest(facts);
  return kind === 'quiet' ? quietDigest(facts, key) : fullDigest(facts, key);
}

function emptyDigest({ about }: DigestFacts): Message {
  const line: Inline[] = [`Nothing ran in ${about} in the last seven days.`];
  const hint: Inline[] = [
    'Runs appear here when GitHub tells of them or is polled; ',
    code('npm run doctor'),
    ' on the server says what is missing.',
  ];
  return message(line, [lines(line), context(hint)]);
}

/** One line, and a button for whoever wants to see all of it. */
function quietDigest(facts: DigestFacts, key: string): Message {
  const line: Inline[] = [...stateLine(facts), meanwhile(facts), ' All as usual.'];
  const all = button({ id: 'report.digest', text: 'Show all', value: key });
  return message(line, [section(line, all), ...lateNote(facts)]);
}

function fullDigest(facts: DigestFacts, key: string): Message {
  const line = stateLine(facts);
  const parts = wordParts(facts, key);
  const drawn = shows(facts, 'charts') ? pictures(pictured(facts), facts.shape.edition) : [];
  const table = shows(facts, 'numbers') ? numbersTable(facts, key) : [];
  const spoken = [line, [meanwhile(facts).trim()], ...drawn.map(({ sentence }) => sentence)];
  return message(joined(spoken.map(present), '\n'), [
    lines(boldened(line)),
    context(headline(facts), ...jobsNote(facts.week)),
    ...lateNote(facts),
    ...parts.flat(),
    ...(drawn.length > 0 ? [divider, ...pictureBlocks(drawn)] : []),
    ...table,
    foot(key, facts),
  ]);
}

/** A week has more to show than a day; both editions show the same twenty days. */
const pictured = ({ week, recent, shape }: DigestFacts) =>
  shape.edition === 'weekly' ? recent : week;

const present = (line: Inline[]): Inline[] => line.filter((piece) => piece !== '');

/** What is red stands out; the rest is read after it. */
const boldened = ([sign = '', gap = '', red = '', ...rest]: Inline[]): Inline[] => [
  ...[sign, gap, typeof red === 'string' ? bold(red) : red, ...rest],
];

const headline = ({ about, shape, recent }: DigestFacts): Inline[] => [
  `${shape.edition === 'weekly' ? 'The week' : 'Digest'} of ${about}. `,
  ...usuallyNote(recent),
];

function lateNote({ lateSince, now }: DigestFacts): Block[] {
  if (lateSince === null) return [];
  return [context([emoji('hourglass'), ' Late: it was due at ', at(lateSince, now), '.'])];
}

function wordParts(facts: DigestFacts, key: string): Block[][] {
  const { red, changes, fixes, targets } = partsOf(facts);
  const told = { key, now: facts.now };
  const failures = code('/ci failures');
  const weekly = facts.shape.edition === 'weekly' && shows(facts, 'fixes');
  return [
    part(
      'Red now',
      red.shown.map((each) => redLine(each, facts.now)),
      told,
      andMore(red.more, 'workflow', failures),
    ),
    part(
      targetsHeading,
      targets.shown.map(targetLine),
      told,
      andMore(targets.more, 'target', code('/ci health')),
    ),
    part(
      'Not as usual',
      changes.shown.map(changeLine),
      told,
      andMore(changes.more, 'change', code('/ci health')),
    ),
    part(
      'What became of last week’s three',
      weekly ? facts.week.followUp.map(followLine) : [],
      told,
    ),
    part('Mend these first: what they cost in seven days', fixes.map(fixLine), told),
  ];
}

/** The third picture, which a message has no room for: Slack draws two. */
const foot = (key: string, { shape }: DigestFacts): Block =>
  actions(
    'report.more',
    shape.edition === 'weekly'
      ? button({ id: 'report.week', text: 'How soon it was green again', value: key })
      : button({ id: 'report.minutes', text: 'Where the minutes went', value: key }),
  );
