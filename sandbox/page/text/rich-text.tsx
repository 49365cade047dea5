import type { RichTextBlockElement, RichTextList } from '@slack/types';
import { Inline } from './inline.tsx';

/** Rich text: paragraphs, lists, quotes and preformatted text. */
export function RichText({ elements }: { elements: readonly RichTextBlockElement[] }) {
  return elements.map((element, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity.
    <Part key={index} element={element} />
  ));
}

function Part({ element }: { element: RichTextBlockElement }) {
  switch (element.type) {
    case 'rich_text_section':
      return (
        <p className="text">
          <Inline elements={element.elements} />
        </p>
      );
    case 'rich_text_quote':
      return (
        <blockquote className="text quote">
          <Inline elements={element.elements} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre className="pre">
          <Inline elements={element.elements} />
        </pre>
      );
    case 'rich_text_list':
      return <List list={element} />;
  }
}

function List({ list }: { list: RichTextList }) {
  const items = list.elements.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the items of a list have no other identity.
    <li key={index}>
      <Inline elements={item.elements} />
    </li>
  ));
  const style = { marginInlineStart: `${(list.indent ?? 0) * 1.5}em` };
  return list.style === 'ordered' ? (
    <ol className="list" style={style}>
      {items}
    </ol>
  ) : (
    <ul className="list" style={style}>
      {items}
    </ul>
  );
}
