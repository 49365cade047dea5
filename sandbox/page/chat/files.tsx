import type { WireFile } from '../../slack/wire.ts';
import { Icon } from '../shell/icons.tsx';

/** What was uploaded with a message: pictures shown, other files to open. */
export function Files({ files }: { files: readonly WireFile[] }) {
  return files.map((file) =>
    file.mimetype.startsWith('image/') ? (
      <figure className="figure" key={file.id}>
        <figcaption>{file.title || file.name}</figcaption>
        <a href={file.url} target="_blank" rel="noreferrer">
          <img src={file.url} alt={file.title || file.name} loading="lazy" />
        </a>
      </figure>
    ) : (
      <a className="file" key={file.id} href={file.url} target="_blank" rel="noreferrer">
        <span className="file-icon">
          <Icon name="file" size={20} />
        </span>
        <span>
          <strong>{file.title || file.name}</strong>
          <small>
            {file.mimetype} · {sizeText(file.size)}
          </small>
        </span>
      </a>
    ),
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(0)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
