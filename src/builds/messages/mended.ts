import { button, type Element, lines, textField } from '../../core/blocks.ts';
import { emoji, type Inline, mention } from '../../core/inline.ts';
import { type Message, message } from '../../core/message.ts';
import type { Incident } from '../../core/records.ts';
import { cut, firstLine, shortSha } from '../../core/text.ts';
import type { Modal } from '../../slack/words.ts';
import { mostSaid } from '../mend.ts';
import type { IncidentView } from '../view.ts';

/** Asks, once an incident is green, how it became so. */
export const howButton = ({ id }: Incident): Element =>
  button({ id: 'incident.mended', text: 'How was it fixed?', value: String(id) });

/** Where people say how they mended an incident; what is known stands there already. */
export function howModal({ incident, fix }: IncidentView): Modal {
  const guess =
    incident.resolution === 'fixed' && fix
      ? `${cut(firstLine(fix.message), 200)} (${shortSha(fix.sha)})`
      : '';
  return {
    callbackId: 'incident.mended',
    title: 'How was it fixed?',
    submit: 'Save',
    memory: String(incident.id),
    blocks: [
      textField({
        id: 'how',
        label: 'What fixed it',
        hint: 'Shown in the thread, and the next time the same failure comes.',
        value: incident.mendedHow ?? guess,
        most: mostSaid,
        optional: true,
      }),
    ],
  };
}

/** The reply in the incident's thread. */
export function mendedNote({ mendedHow, mendedBy }: Incident): Message | undefined {
  if (mendedHow === null || mendedBy === null) return undefined;
  const title: Inline[] = [emoji('wrench'), ' How it was fixed, by ', mention(mendedBy), ':'];
  return message([...title, ` ${mendedHow}`], [lines(title, [mendedHow])]);
}
