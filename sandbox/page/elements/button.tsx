import type { Button, WorkflowButton } from '@slack/types';
import type { ElementPlace } from '../blocks/surface.ts';
import { useSurface } from '../blocks/surface.ts';
import { safeUrl } from '../text/safe-url.ts';
import { TextLine } from '../text/text-object.tsx';
import { useConfirm } from './confirm.tsx';

/** A button; one with an address opens it and tells the app too. */
export function ButtonElement({ blockId, element }: ElementPlace<Button | WorkflowButton>) {
  const surface = useSurface();
  const { ask, question } = useConfirm(element.confirm);
  const actionId = element.action_id ?? '';
  const waits = surface.busy === `${blockId}/${actionId}`;
  const className = `button ${element.style ? `button-${element.style}` : ''}`;
  const press = () => waits || ask(() => surface.press(blockId, actionId));
  const href = element.type === 'button' && element.url ? safeUrl(element.url) : undefined;
  const label = element.accessibility_label;
  if (href) {
    return (
      <a
        className={className}
        href={href}
        target="_blank"
        rel="noreferrer noopener"
        aria-label={label}
        onClick={press}
      >
        <TextLine text={element.text} />
      </a>
    );
  }
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-busy={waits}
        // Not `disabled`: what the keyboard pressed keeps the focus, also for when a form comes and goes.
        aria-disabled={waits}
        onClick={press}
      >
        <TextLine text={element.text} />
      </button>
      {question}
    </>
  );
}
