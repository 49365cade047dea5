import { type Block, button, context, section } from '../../core/blocks.ts';
import type { HomePart } from '../../core/home.ts';
import { emoji, type Inline, link } from '../../core/inline.ts';
import type { Repository } from '../../core/records.ts';
import { count } from '../../core/text.ts';
import type { Measured, Progress } from '../targets.ts';
import { inUnit, percent } from './words.ts';

/** A repository with what was measured of it in seven days. */
export type HomeHealth = {
  repository: Repository;
  measured: readonly Measured[];
  targets: readonly Progress[];
};

const most = 8;

/** The health of a person's repositories on their Home tab, the worst first. */
export function homeHealth(all: readonly HomeHealth[]): HomePart[] {
  const ran = all.filter(({ measured }) => (rateOf(measured)?.of ?? 0) > 0);
  if (ran.length === 0) return [];
  const worst = ran.toSorted(
    (a, b) => (rateOf(a.measured)?.value ?? 1) - (rateOf(b.measured)?.value ?? 1),
  );
  const more = worst.length - most;
  const rest: Inline[] = [
    `and ${count(more, 'repository', 'repositories')} more. Type /ci health for all.`,
  ];
  return [
    {
      ...{ place: 'health', heading: 'Health of my repositories, last seven days' },
      blocks: [...worst.slice(0, most).map(row), ...(more > 0 ? [context(rest)] : [])],
    },
  ];
}

function row({ repository, measured, targets }: HomeHealth): Block {
  const [rate, time] = [
    rateOf(measured),
    measured.find(({ measure }) => measure === 'time_to_green'),
  ];
  const missed = targets.some(({ state }) => state === 'missed');
  const sign = missed ? 'warning' : 'white_check_mark';
  const passed =
    rate?.value == null ? '' : `  ${percent(rate.value)} of ${count(rate.of, 'run')} passed`;
  const green = time?.value == null ? '' : ` · green again within ${inUnit(time.value, 'ms')}`;
  return section(
    [
      ...[emoji(sign), ' ', link(repository.url, repository.name, 'bold')],
      `${passed}${green}${missed ? ' · misses a target' : ''}`,
    ],
    button({ id: 'report.health', text: 'Look closer', value: repository.name }),
  );
}

const rateOf = (measured: readonly Measured[]): Measured | undefined =>
  measured.find(({ measure }) => measure === 'pass_rate');
