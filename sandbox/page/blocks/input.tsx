import type { InputBlock } from '@slack/types';
import { Element } from '../elements/element.tsx';
import { TextLine } from '../text/text-object.tsx';
import { useSurface } from './surface.ts';

/** A labelled field of a form, with its hint and what was wrong with it. */
export function InputBlockView({ block }: { block: InputBlock }) {
  const { errors } = useSurface();
  const blockId = block.block_id ?? '';
  const error = errors[blockId];
  return (
    <div className={error ? 'input has-error' : 'input'} data-block-id={blockId}>
      <div className="input-label">
        <TextLine text={block.label} />
        {block.optional && <span className="input-optional"> (optional)</span>}
      </div>
      <Element
        blockId={blockId}
        element={block.element}
        dispatch={block.dispatch_action ?? false}
        label={block.label.text}
      />
      <div id={`${blockId}-notes`}>
        {error && (
          <p className="input-error" role="alert">
            {error}
          </p>
        )}
        {block.hint && (
          <p className="input-hint">
            <TextLine text={block.hint} />
          </p>
        )}
      </div>
    </div>
  );
}
