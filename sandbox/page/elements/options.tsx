import type { Checkboxes, Option, RadioButtons } from '@slack/types';
import { useId } from 'react';
import type { ElementValue } from '../../slack/wire.ts';
import { type ElementPlace, useSurface } from '../blocks/surface.ts';
import { TextLine } from '../text/text-object.tsx';
import { useConfirm } from './confirm.tsx';
import { initialValue } from './initial.ts';

type Props = ElementPlace<Checkboxes | RadioButtons> & { label: string };

/** Checkboxes or radio buttons: all choices in sight. */
export function OptionsElement({ blockId, element, dispatch, label }: Props) {
  const surface = useSurface();
  const name = useId();
  const { ask, question } = useConfirm(element.confirm);
  const actionId = element.action_id ?? '';
  const held = heldOptions(surface.valueOf(blockId, actionId) ?? initialValue(element));
  const choose = (option: Option, on: boolean) => {
    const value = nextValue(element, held, option, on);
    ask(() => surface.change(blockId, actionId, value, dispatch));
  };
  return (
    <fieldset className="options" aria-invalid={blockId in surface.errors}>
      <legend className="unseen">{label}</legend>
      {element.options.map((option) => (
        <label className="option" key={option.value}>
          <input
            type={element.type === 'checkboxes' ? 'checkbox' : 'radio'}
            name={name}
            checked={held.some((one) => one.value === option.value)}
            onChange={(event) => choose(option, event.target.checked)}
          />
          <span>
            <TextLine text={option.text} />
            {option.description && (
              <small>
                <TextLine text={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
      {question}
    </fieldset>
  );
}

function heldOptions(value: ElementValue | undefined): Option[] {
  const one = value?.['selected_option'] as Option | null | undefined;
  const many = value?.['selected_options'] as Option[] | undefined;
  return many ?? (one ? [one] : []);
}

function nextValue(
  element: Checkboxes | RadioButtons,
  held: readonly Option[],
  option: Option,
  on: boolean,
): ElementValue {
  if (element.type === 'radio_buttons') return { type: element.type, selected_option: option };
  const without = held.filter((one) => one.value !== option.value);
  return { type: element.type, selected_options: on ? [...without, option] : without };
}
