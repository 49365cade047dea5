import { type Block, context, lines, section } from '../../core/blocks.ts';
import { bold, code, emoji, type Inline } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import { count } from '../../core/text.ts';
import type { Flaky, Metric, Report } from '../numbers.ts';
import { type Progress, worthTelling } from '../targets.ts';
import { openButton } from './evidence.ts';
import { usuallyNote } from './known.ts';
import { changeWords, targetLine, targetsHeading } from './parts.ts';
import { passRatePicture, pictureBlocks, timeToGreenPicture } from './pictures.ts';
import { inUnit, minutes, percent, place, placeName, shown, spanOf } from './words.ts';

type About = { about: string; repositories: readonly string[]; targets: readonly Progress[] };

/** How builds have been in a period, beside the four weeks before. */
export function healthMessage(report: Report, { about, repositories, targets }: About): Message {
  const { health, changes, days, flaky } = report;
  const { passRate } = health;
  if (passRate.value === null && days.every(({ green, red }) => green + red === 0)) {
    const line = `Nothing has run in ${about} in the last 28 days.`;
    return message([line], [lines([line]), context(['Type ', code('/ci'), ' for what I know.'])]);
  }
  const drawn = [passRatePicture(days), timeToGreenPicture(days)].filter(
    (each) => each !== undefined,
  );
  const summary = summaryOf(report, about);
  // Of one repository it is worth saying, too, what cannot be told yet.
  const told = repositories.length === 1 ? targets : worthTelling(targets);
  return message(
    [...summary, ...drawn.flatMap(({ sentence }) => ['\n', ...sentence])],
    [
      section(
        summary,
        passRate.of > 0
          ? openButton({ evidence: passRate.evidence, repositories, title: 'these builds' })
          : undefined,
      ),
      context(usuallyNote(report)),
      ...pictureBlocks(drawn),
      ...numberBlocks(report, repositories),
      ...listed(
        targetsHeading,
        (told.length > 0 ? told : targets)
          .slice(0, 8)
          .map((each) => section(targetLine(each).words)),
      ),
      ...listed(
        'Not as usual',
        changes.slice(0, 5).map((change, nth) =>
          section(
            [...(change.where ? place(change.where) : ['All together']), ` ${changeWords(change)}`],
            openButton(
              {
                evidence: change.evidence,
                repositories: change.where ? [change.where.repository] : repositories,
                title: 'this change',
              },
              { nth: `change-${nth}` },
            ),
          ),
        ),
      ),
      ...listed(
        'Fails by chance',
        flaky.slice(0, 5).map((each, nth) => flakyBlock(each, nth, spanOf(report.period))),
      ),
    ],
  );
}

function summaryOf({ health, period }: Report, about: string): Inline[] {
  const { passRate, open } = health;
  const sign = emoji(open.length > 0 ? 'red_circle' : 'large_green_circle');
  const red = open.length === 0 ? 'nothing is red' : `${count(open.length, 'workflow')} red`;
  if (passRate.value === null) {
    return [sign, ' ', bold(about), `: ${red}. Nothing ran in the last ${spanOf(period)}.`];
  }
  const usual = passRate.trend.before === null ? '' : `, usually ${percent(passRate.trend.before)}`;
  const rate = `${percent(passRate.value)} of ${count(passRate.of, 'run')} passed in ${spanOf(period)}${usual}.`;
  return [sign, ' ', bold(about), `: ${red}. ${rate}`];
}

/** How soon it was mended, how soon somebody had it, and how much broke. */
function numberBlocks({ health }: Report, repositories: readonly string[]): Block[] {
  const { timeToGreen, timeToAcknowledge, opened, closed, open } = health;
  const opens = ({ evidence, of }: Metric, title: string) =>
    of > 0 ? openButton({ evidence, repositories, title }, { nth: title }) : undefined;
  const green: Inline[] =
    timeToGreen.median.value === null
      ? [open.length > 0 ? 'Nothing has been mended yet.' : 'Nothing had to be mended.']
      : [
          ...['Half of what broke was green again within ', bold(shown(timeToGreen.median))],
          `${usually(timeToGreen.median)}, nine in ten within ${shown(timeToGreen.p90)}.`,
        ];
  const taken: Inline[] = [
    ...['Half of it somebody had within ', bold(shown(timeToAcknowledge.median))],
    `${usually(timeToAcknowledge.median)}.`,
  ];
  const broke = `${count(opened.value ?? 0, 'workflow')} broke${usually(opened)}, ${shown(closed)} ${closed.value === 1 ? 'was' : 'were'} mended.`;
  return [
    section(green, opens(timeToGreen.median, 'what was mended')),
    ...(timeToAcknowledge.median.value === null
      ? []
      : [section(taken, opens(timeToAcknowledge.median, 'what somebody had'))]),
    section([broke], opens(opened, 'what broke')),
  ];
}

const usually = ({ trend, unit }: Metric): string =>
  trend.before === null ? '' : ` (usually ${inUnit(trend.before, unit)})`;

/** Judged by four weeks of runs; what it cost is that of the period. */
const flakyBlock = (flaky: Flaky, nth: number, span: string): Block =>
  section(
    [
      emoji('game_die'),
      ' ',
      ...place(flaky),
      ` was red and green on ${count(flaky.flips, 'commit')} in four weeks`,
      flaky.minutes > 0 ? `; ${minutes(flaky.minutes)} wasted in the last ${span}.` : '.',
    ],
    openButton(
      { evidence: flaky.evidence, repositories: [flaky.repository], title: placeName(flaky) },
      { nth: `flaky-${nth}` },
    ),
  );

const listed = (heading: string, blocks: readonly Block[]): Block[] =>
  blocks.length === 0 ? [] : [lines([bold(heading)]), ...blocks];
