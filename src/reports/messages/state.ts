import { emoji, type Inline } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { count } from '../../core/text.ts';
import type { DigestFacts } from '../digest.ts';
import { inUnit, percent } from './words.ts';

/** The state in one sentence: what is red, how much passed, and whether that is as usual. */
export function stateLine(facts: DigestFacts): Inline[] {
  const { open } = facts.recent.health;
  const sign = emoji(open.length > 0 ? 'red_circle' : 'large_green_circle');
  return [sign, ' ', redWords(facts), ...passed(facts)];
}

function redWords({ recent }: DigestFacts): string {
  const { open } = recent.health;
  if (open.length === 0) return 'Nothing is red';
  const red = `${count(open.length, 'workflow')} ${open.length === 1 ? 'is' : 'are'} red`;
  const free = open.filter(({ acknowledgedBy }) => acknowledgedBy === null).length;
  if (free === 0) return red;
  if (free === open.length) return `${red}, and nobody has ${free === 1 ? 'it' : 'them'} yet`;
  return `${red}, ${free} of them with nobody on it`;
}

function passed(facts: DigestFacts): Inline[] {
  const { passRate } = facts.recent.health;
  if (passRate.value === null) return ['. Nothing ran ', ...since(facts), '.'];
  const { before, unusual, direction } = passRate.trend;
  const usual = before === null ? '' : ` (usually ${percent(before)})`;
  const judged = unusual && direction === 'worse' ? ', worse than usual' : '';
  return [
    `. ${percent(passRate.value)} of ${count(passRate.of, 'run')} passed `,
    ...since(facts),
    `${usual}${judged}.`,
  ];
}

/** `since yesterday at 9:00`, `in the last seven days`. */
function since({ shape, recent, now }: DigestFacts): Inline[] {
  if (shape.edition === 'weekly') return ['in the last seven days'];
  return ['since ', at(recent.period.from, now)];
}

/** What broke and was mended meanwhile, for a day on which nothing is red any more. */
export function meanwhile({ recent }: Pick<DigestFacts, 'recent'>): string {
  const { closed, timeToGreen } = recent.health;
  if (!closed.value) return '';
  const one = closed.value === 1;
  const took = timeToGreen.median.value;
  const within =
    took === null ? '' : `${one ? ' in' : ', half of them within'} ${inUnit(took, 'ms')}`;
  return ` ${count(closed.value, 'workflow')} broke and ${one ? 'was' : 'were'} mended${within}.`;
}
