import type { Overflow, PlainTextOption } from '@slack/types';
import type { ElementPlace } from '../blocks/surface.ts';
import { useSurface } from '../blocks/surface.ts';
import { Icon } from '../shell/icons.tsx';
import { safeUrl } from '../text/safe-url.ts';
import { TextLine } from '../text/text-object.tsx';
import { useConfirm } from './confirm.tsx';
import { usePopover } from './popover.ts';

/** The three dots, and the choices behind them. */
export function OverflowElement({ blockId, element }: ElementPlace<Overflow>) {
  const surface = useSurface();
  const popover = usePopover(220);
  const { ask, question } = useConfirm(element.confirm);
  const choose = (option: PlainTextOption) => {
    popover.close();
    const href = option.url ? safeUrl(option.url) : undefined;
    if (href) window.open(href, '_blank', 'noreferrer');
    ask(() =>
      surface.press(blockId, element.action_id ?? '', {
        type: 'overflow',
        selected_option: option,
      }),
    );
  };
  return (
    <>
      <button {...popover.button} className="button button-icon" aria-label="More choices">
        <Icon name="dots" />
      </button>
      <div {...popover.panel} className="popover">
        {element.options.map((option, index) => (
          <button
            type="button"
            className="popover-item"
            key={option.value ?? index}
            onClick={() => choose(option)}
          >
            <TextLine text={option.text} />
            {option.description && (
              <small>
                <TextLine text={option.description} />
              </small>
            )}
          </button>
        ))}
      </div>
      {question}
    </>
  );
}
