import type { ActionsBlockElement, InputBlockElement, SectionBlockAccessory } from '@slack/types';
import { BlockImage } from '../blocks/image.tsx';
import type { ElementPlace } from '../blocks/surface.ts';
import { ButtonElement } from './button.tsx';
import { MomentElement } from './moment.tsx';
import { OptionsElement } from './options.tsx';
import { OverflowElement } from './overflow.tsx';
import { SelectElement } from './select.tsx';
import { TextInputElement } from './text-input.tsx';

export type AnyElement = ActionsBlockElement | InputBlockElement | SectionBlockAccessory;
type Props = ElementPlace<AnyElement> & { label: string };

/** Any element of Block Kit that a person can press, choose from or type in; and the image. */
export function Element({ element, ...place }: Props) {
  switch (element.type) {
    case 'button':
    case 'workflow_button':
      return <ButtonElement {...place} element={element} />;
    case 'overflow':
      return <OverflowElement {...place} element={element} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <OptionsElement {...place} element={element} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <MomentElement {...place} element={element} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextInputElement {...place} element={element} />;
    case 'image':
      return <BlockImage image={element} className="thumb" />;
    case 'file_input':
    case 'rich_text_input':
      return <p className="note">This demo has no {element.type.replaceAll('_', ' ')}.</p>;
    default:
      return <SelectElement {...place} element={element} />;
  }
}
