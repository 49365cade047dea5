import type { SectionBlock } from '@slack/types';
import { Element } from '../elements/element.tsx';
import { Text } from '../text/text-object.tsx';

/** Text, two columns of fields, and one element beside them. */
export function SectionBlockView({ block }: { block: SectionBlock }) {
  const { text, fields, accessory } = block;
  return (
    <div className="section">
      <div className="section-text">
        {text && <Text text={text} />}
        {fields && (
          <div className="fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no other identity.
              <div key={index}>
                <Text text={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="accessory">
          <Element
            blockId={block.block_id ?? ''}
            element={accessory}
            dispatch
            label={text?.text.slice(0, 75) ?? 'Choice'}
          />
        </div>
      )}
    </div>
  );
}
