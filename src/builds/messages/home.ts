import { type Block, button, context, divider, header, lines, section } from '../../core/blocks.ts';
import { bold, channelLink, emoji, type Inline, mention } from '../../core/inline.ts';
import { at } from '../../core/local-time.ts';
import { count } from '../../core/text.ts';
import type { HomeView, OpenIncident } from '../home.ts';

/** Builds on a person's Home tab: what is red, what waits for them, who hears of what. */
export function homeBlocks(view: HomeView, now: number): Block[] {
  return [
    header('Red now'),
    ...redSection(view.red, now),
    divider,
    header('Waiting for me'),
    ...mineSection(view.mine, now),
    divider,
    header('Who hears of what'),
    ...channelSection(view.channels),
  ];
}

function redSection(red: readonly OpenIncident[], now: number): Block[] {
  if (red.length === 0) return [lines([emoji('large_green_circle'), ' Nothing is red.'])];
  const rows = red.map((incident) =>
    incident.acknowledgedBy === null
      ? section(
          incidentLine(incident, now),
          button({ id: 'home.acknowledge', text: 'Acknowledge', value: String(incident.id) }),
        )
      : section(incidentLine(incident, now)),
  );
  return red.length < 30 ? rows : [...rows, context(['The newest 30. Type /ci failures for all.'])];
}

function incidentLine(incident: OpenIncident, now: number): Inline[] {
  const { stream } = incident;
  return [
    emoji('red_circle'),
    ' ',
    bold(stream.repository),
    ` · ${stream.workflow} on ${stream.branch} since `,
    at(incident.redSince, now),
    incident.redRuns > 1 ? ` (${count(incident.redRuns, 'run')})` : '',
    ...(incident.acknowledgedBy === null
      ? []
      : [' · ', mention(incident.acknowledgedBy), ' has it']),
  ];
}

function mineSection(mine: readonly OpenIncident[], now: number): Block[] {
  if (mine.length === 0) return [lines([emoji('white_check_mark'), ' Nothing waits for you.'])];
  return mine.map((incident) => section(incidentLine(incident, now)));
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
