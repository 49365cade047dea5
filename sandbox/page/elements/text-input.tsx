import type { EmailInput, NumberInput, PlainTextInput, URLInput } from '@slack/types';
import type { KeyboardEvent } from 'react';
import { type ElementPlace, useSurface } from '../blocks/surface.ts';
import { initialValue } from './initial.ts';

type TextElement = PlainTextInput | NumberInput | EmailInput | URLInput;
type Props = ElementPlace<TextElement> & { label: string };

const inputTypes = {
  plain_text_input: 'text',
  number_input: 'number',
  email_text_input: 'email',
  url_text_input: 'url',
} as const;

/** A field to type in: text, a number, an e-mail address, an address. */
export function TextInputElement({ blockId, element, dispatch, label }: Props) {
  const surface = useSurface();
  const actionId = element.action_id ?? '';
  const value = surface.valueOf(blockId, actionId) ?? initialValue(element);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const change = (text: string, tell: boolean) =>
    surface.change(blockId, actionId, { type: element.type, value: text || null }, tell);
  const shared = {
    className: 'field',
    'aria-label': label,
    'aria-invalid': blockId in surface.errors,
    'aria-describedby': `${blockId}-notes`,
    placeholder: element.placeholder?.text,
    value: typeof value?.['value'] === 'string' ? value['value'] : '',
    onChange: (event: { target: { value: string } }) =>
      change(event.target.value, dispatch && triggers.includes('on_character_entered')),
  };
  if (element.type === 'plain_text_input' && element.multiline) {
    return <textarea {...shared} rows={4} maxLength={element.max_length} />;
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || !dispatch || !triggers.includes('on_enter_pressed')) return;
    event.preventDefault();
    change(event.currentTarget.value, true);
  };
  return (
    <input {...shared} {...bounds(element)} type={inputTypes[element.type]} onKeyDown={onKeyDown} />
  );
}

function bounds(element: TextElement) {
  if (element.type === 'number_input') {
    const step = element.is_decimal_allowed ? 'any' : 1;
    return { min: element.min_value, max: element.max_value, step };
  }
  return element.type === 'plain_text_input' ? { maxLength: element.max_length } : {};
}
