import { type Block as LibraryShape, Message } from 'slack-blocks-to-jsx';
import { EmojiSign } from '../text/emoji-sign.tsx';
import { OutsideLink } from '../text/inline.tsx';
import type { PageBlock } from './kinds.ts';

const hooks = {
  emoji: ({ name }: { name: string }) => <EmojiSign name={name} />,
  link: ({ href, children }: { href: string; children: React.ReactNode }) => (
    <OutsideLink url={href}>{children}</OutsideLink>
  ),
};

/**
 * The kinds of block that Baton seldom posts (markdown, plan, task card, video, file), drawn by
 * slack-blocks-to-jsx in this page's own style. Not mrkdwn: it reads `&lt;!channel&gt;` as a ping.
 */
export function LibraryBlock({ block }: { block: PageBlock }) {
  return (
    <Message
      blocks={[block as unknown as LibraryShape]}
      hooks={hooks}
      name=""
      logo=""
      unstyled
      withoutWrapper
      className="library"
    />
  );
}
