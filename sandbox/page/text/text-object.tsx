import type { TextObject } from '@slack/types';
import { Inline } from './inline.tsx';
import { inlineMrkdwn, mrkdwn, plainText } from './mrkdwn.ts';
import { RichText } from './rich-text.tsx';

/** A text object as a block of text. */
export function Text({ text }: { text: TextObject }) {
  if (text.type === 'mrkdwn') return <RichText elements={mrkdwn(text.text, text.verbatim)} />;
  return (
    <p className="text">
      <Inline elements={plainText(text.text, text.emoji ?? true)} />
    </p>
  );
}

/** A text object within a line. */
export function TextLine({ text }: { text: TextObject }) {
  const elements =
    text.type === 'mrkdwn'
      ? inlineMrkdwn(text.text, text.verbatim)
      : plainText(text.text, text.emoji ?? true);
  return <Inline elements={elements} />;
}
