import type { ActionsBlock } from '@slack/types';
import { Element } from '../elements/element.tsx';

/** A row of buttons, menus and pickers. */
export function ActionsBlockView({ block }: { block: ActionsBlock }) {
  return (
    <div className="actions">
      {block.elements.map((element, index) => (
        <Element
          key={element.action_id ?? index}
          blockId={block.block_id ?? ''}
          element={element}
          dispatch
          label={'placeholder' in element ? (element.placeholder?.text ?? 'Choice') : 'Choice'}
        />
      ))}
    </div>
  );
}
