import type { ImageBlock, ImageElement } from '@slack/types';
import { TextLine } from '../text/text-object.tsx';

type Picture = { alt_text: string; image_url?: string; slack_file?: { url?: string; id?: string } };

/** An image by its address, or by the file that was uploaded for it. */
export function BlockImage({
  image,
  className,
}: {
  image: ImageElement | ImageBlock;
  className?: string;
}) {
  const picture: Picture = image;
  const source =
    picture.image_url ?? picture.slack_file?.url ?? `/sandbox/files/${picture.slack_file?.id}`;
  return <img className={className} src={source} alt={picture.alt_text} loading="lazy" />;
}

/** An image with its title. */
export function ImageBlockView({ block }: { block: ImageBlock }) {
  return (
    <figure className="figure">
      {block.title && (
        <figcaption>
          <TextLine text={block.title} />
        </figcaption>
      )}
      <BlockImage image={block} />
    </figure>
  );
}
