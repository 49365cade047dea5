import type { ContextBlock } from '@slack/types';
import { TextLine } from '../text/text-object.tsx';
import { BlockImage } from './image.tsx';

/** Small print: texts and little images in a row. */
export function ContextBlockView({ block }: { block: ContextBlock }) {
  return (
    <div className="context">
      {block.elements.map((element, index) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other identity.
          <BlockImage key={index} image={element} className="context-image" />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other identity.
          <span className="text" key={index}>
            <TextLine text={element} />
          </span>
        ),
      )}
    </div>
  );
}
