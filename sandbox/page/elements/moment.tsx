import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import type { ElementValue } from '../../slack/wire.ts';
import { type ElementPlace, useSurface } from '../blocks/surface.ts';
import { useConfirm } from './confirm.tsx';
import { initialValue } from './initial.ts';

type Props = ElementPlace<Datepicker | DateTimepicker | Timepicker> & { label: string };

/** How the browser's own input and Slack's value say the same moment. */
const kinds = {
  datepicker: { input: 'date', key: 'selected_date', read: String, write: (text: string) => text },
  timepicker: { input: 'time', key: 'selected_time', read: String, write: (text: string) => text },
  datetimepicker: {
    input: 'datetime-local',
    key: 'selected_date_time',
    read: (value: unknown) => localMinute(Number(value) * 1000),
    write: (text: string) => Math.floor(new Date(text).getTime() / 1000),
  },
} as const;

/** A date, a time, or both: the browser's own picker, which every phone does best. */
export function MomentElement({ blockId, element, dispatch, label }: Props) {
  const surface = useSurface();
  const { ask, question } = useConfirm(element.confirm);
  const kind = kinds[element.type];
  const actionId = element.action_id ?? '';
  const value = surface.valueOf(blockId, actionId) ?? initialValue(element);
  const held = value?.[kind.key];
  const change = (text: string) => {
    const next: ElementValue = { type: element.type, [kind.key]: text ? kind.write(text) : null };
    ask(() => surface.change(blockId, actionId, next, dispatch));
  };
  return (
    <>
      <input
        className="field"
        type={kind.input}
        aria-label={label}
        aria-invalid={blockId in surface.errors}
        value={held ? kind.read(held) : ''}
        onChange={(event) => change(event.target.value)}
      />
      {question}
    </>
  );
}

function localMinute(ms: number): string {
  const shifted = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
