import type { ContainerBlock } from '@slack/types';
import type { ReactNode } from 'react';
import { Icon } from '../shell/icons.tsx';
import { RichText } from '../text/rich-text.tsx';
import { TextLine } from '../text/text-object.tsx';
import { BlockImage } from './image.tsx';

type Props = { block: ContainerBlock; children: ReactNode };

/** Blocks under one title, which may fold away. */
export function ContainerBlockView({ block, children }: Props) {
  const className = `container ${block.has_header_divider ? 'has-divider' : ''}`;
  if (!block.is_collapsible) {
    return (
      <section className={className}>
        <div className="container-head">
          <Heading block={block} />
        </div>
        <div className="container-body">{children}</div>
      </section>
    );
  }
  return (
    <details className={className} open={!block.default_collapsed}>
      <summary className="container-head">
        <Heading block={block} />
        <Icon name="chevron" size={14} />
      </summary>
      <div className="container-body">{children}</div>
    </details>
  );
}

function Heading({ block }: { block: ContainerBlock }) {
  return (
    <>
      {block.icon && <BlockImage image={block.icon} className="card-icon" />}
      <div className="container-title">
        {block.title && (
          <strong>
            <TextLine text={block.title} />
          </strong>
        )}
        {block.rich_text_title && <RichText elements={block.rich_text_title.elements} />}
        {block.subtitle && (
          <small>
            <TextLine text={block.subtitle} />
          </small>
        )}
      </div>
    </>
  );
}
