import { type Block, button, context, lines, section } from '../../core/blocks.ts';
import type { HomePart } from '../../core/home.ts';
import { bold, channelLink, emoji, type Inline, link } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { short } from '../../core/run-words.ts';
import { count } from '../../core/text.ts';
import type { HomeView, OpenIncident } from '../home.ts';
import { holder } from './state.ts';

/** Builds on a person's Home tab: what waits for them, what else is red, who hears of what. */
export function homeParts({ mine, red, channels }: HomeView, now: number): HomePart[] {
  const none = emoji('large_green_circle');
  return [
    {
      ...{ place: 'builds', heading: 'My red builds' },
      blocks: rowsOf(mine, now, [none, ' Nothing of yours is red.']),
      ...(mine.length > 0 ? { waits: count(mine.length, 'red build') } : {}),
    },
    {
      ...{ place: 'red', heading: 'Red now' },
      blocks: rowsOf(red, now, [
        none,
        mine.length > 0 ? ' Nothing else is red.' : ' Nothing is red.',
      ]),
    },
    { place: 'channels', heading: 'Who hears of what', blocks: channelSection(channels) },
  ];
}

/** As many as a Home tab has room for beside all else. */
const most = 12;

function rowsOf(incidents: readonly OpenIncident[], now: number, none: Inline[]): Block[] {
  if (incidents.length === 0) return [lines(none)];
  const rows = incidents.slice(0, most).map((incident) => {
    const id = String(incident.id);
    return section(
      incidentLine(incident, now),
      incident.acknowledgedBy === null
        ? button({ id: 'home.acknowledge', text: 'Acknowledge', value: id })
        : undefined,
    );
  });
  const more = incidents.length - rows.length;
  return more > 0 ? [...rows, context([`and ${more} more. Type /ci failures for all.`])] : rows;
}

function incidentLine(incident: OpenIncident, now: number): Inline[] {
  const { stream } = incident;
  return [
    emoji('red_circle'),
    ' ',
    incident.url ? link(incident.url, stream.repository, 'bold') : bold(stream.repository),
    ` · ${short(stream.workflow)} on ${short(stream.branch)} since `,
    at(incident.redSince, now),
    incident.redRuns > 1 ? ` (${count(incident.redRuns, 'run')})` : '',
    ...holder(incident.acknowledgedBy),
  ];
}

function channelSection(channels: HomeView['channels']): Block[] {
  if (channels.length === 0) {
    return [lines(['No channel hears of anything yet. Type /ci subscribe owner/repo in one.'])];
  }
  const rows = channels
    .slice(0, 30)
    .map(({ channel, hears }): Inline[] => [
      ...(/^[CGD][A-Z0-9]+$/.test(channel) ? [channelLink(channel)] : [channel]),
      `  ${hears.join(', ')}`,
    ]);
  return [lines(...rows)];
}
