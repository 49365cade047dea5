import { lazy, Suspense } from 'react';
import type { Block } from '../../slack/wire.ts';
import { Inline } from '../text/inline.tsx';
import { plainText } from '../text/mrkdwn.ts';
import { RichText } from '../text/rich-text.tsx';
import { ActionsBlockView } from './actions.tsx';
import { AlertBlockView } from './alert.tsx';
import { CardBlockView, CarouselBlockView } from './card.tsx';
import { ChartBlockView } from './chart.tsx';
import { ContainerBlockView } from './container.tsx';
import { ContextBlockView } from './context.tsx';
import { DataTableBlockView } from './data-table.tsx';
import { ImageBlockView } from './image.tsx';
import { InputBlockView } from './input.tsx';
import { asPageBlock, type PageBlock } from './kinds.ts';
import { SectionBlockView } from './section.tsx';
import { TableBlockView } from './table.tsx';

/** Loaded when first needed: most messages do not. */
const LibraryBlock = lazy(() =>
  import('./library.tsx').then((module) => ({ default: module.LibraryBlock })),
);

/** A list of blocks, top to bottom. */
export function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return blocks.map((block, index) => (
    <div className={`block block-${block.type}`} key={block.block_id ?? index}>
      <BlockView block={asPageBlock(block)} />
    </div>
  ));
}

function BlockView({ block }: { block: PageBlock }) {
  switch (block.type) {
    case 'section':
      return <SectionBlockView block={block} />;
    case 'context':
      return <ContextBlockView block={block} />;
    case 'header':
      return (
        <h3 className="header-text">
          <Inline elements={plainText(block.text.text, block.text.emoji ?? true)} />
        </h3>
      );
    case 'divider':
      return <hr />;
    case 'actions':
      return <ActionsBlockView block={block} />;
    case 'input':
      return <InputBlockView block={block} />;
    case 'image':
      return <ImageBlockView block={block} />;
    case 'rich_text':
      return <RichText elements={block.elements} />;
    case 'table':
      return <TableBlockView block={block} />;
    case 'data_table':
      return <DataTableBlockView block={block} />;
    case 'data_visualization':
      return <ChartBlockView block={block} />;
    case 'card':
      return <CardBlockView block={block} />;
    case 'carousel':
      return <CarouselBlockView block={block} />;
    case 'container':
      return (
        <ContainerBlockView block={block}>
          <Blocks blocks={block.child_blocks as unknown as Block[]} />
        </ContainerBlockView>
      );
    case 'alert':
      return <AlertBlockView block={block} />;
    default:
      return (
        <Suspense fallback={null}>
          <LibraryBlock block={block} />
        </Suspense>
      );
  }
}
