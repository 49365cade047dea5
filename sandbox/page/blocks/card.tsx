import type { CardBlock, CarouselBlock, MrkdwnElement } from '@slack/types';
import { ButtonElement } from '../elements/button.tsx';
import { ScrollRegion } from '../elements/scroll-region.tsx';
import { Text, TextLine } from '../text/text-object.tsx';
import { BlockImage } from './image.tsx';

/** A card: a picture, a title, some words, buttons. */
export function CardBlockView({ block }: { block: CardBlock & { subtext?: MrkdwnElement } }) {
  return (
    <article className="card">
      {block.hero_image && <BlockImage image={block.hero_image} className="card-hero" />}
      <div className="card-head">
        {block.icon && <BlockImage image={block.icon} className="card-icon" />}
        <div>
          {block.title && (
            <h4 className="card-title">
              <TextLine text={block.title} />
            </h4>
          )}
          {block.subtitle && (
            <p className="card-subtitle">
              <TextLine text={block.subtitle} />
            </p>
          )}
        </div>
      </div>
      {block.body && <Text text={block.body} />}
      {block.subtext && (
        <p className="card-subtitle">
          <TextLine text={block.subtext} />
        </p>
      )}
      {block.actions && (
        <div className="actions">
          {block.actions.map((button, index) => (
            <ButtonElement
              key={button.action_id ?? index}
              blockId={block.block_id ?? ''}
              element={button}
              dispatch
            />
          ))}
        </div>
      )}
    </article>
  );
}

/** Cards in a row that scrolls sideways. */
export function CarouselBlockView({ block }: { block: CarouselBlock }) {
  return (
    <ScrollRegion label="Cards" className="carousel">
      {block.elements.map((card, index) => (
        <CardBlockView key={card.block_id ?? index} block={card} />
      ))}
    </ScrollRegion>
  );
}
