import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { AppError } from '../platform/errors.js';
import type { StoredFile } from './file.store.js';
import { FilesService, type Link } from './files.service.js';
import type { Slice } from './shelf.js';
import { Storage } from './storage.js';

/** Bytes on their way out. */
export interface FileAnswer {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Readable;
}

/** Hands out the bytes behind a link, in such a way that no browser runs them. */
@Injectable()
export class FileReader {
  constructor(
    @Inject(FilesService) private readonly files: FilesService,
    @Inject(Storage) private readonly storage: Storage,
  ) {}

  /** Players of sound ask for parts; any other range is answered with the whole. */
  async read(link: Link, range: string | undefined): Promise<FileAnswer> {
    const file = await this.files.behind(link);
    const slice = sliceOf(range, file.size);
    const bytes = await this.storage.read(file.place, slice ?? undefined);
    if (!bytes) throw new AppError('notFound');
    return slice
      ? {
          status: 206,
          headers: {
            ...headersOf(file, slice.end - slice.start + 1),
            'content-range': `bytes ${slice.start}-${slice.end}/${file.size}`,
          },
          bytes,
        }
      : { status: 200, headers: headersOf(file, file.size), bytes };
  }
}

// The viewers of PDFs do not start in a sandbox, so that one is saved instead of shown.
const headersOf = ({ id, type }: StoredFile, length: number): Record<string, string> => ({
  'content-type': type,
  'content-length': String(length),
  'content-disposition': type === 'application/pdf' ? `attachment; filename="${id}.pdf"` : 'inline',
  'content-security-policy': `sandbox; default-src 'none'; style-src 'unsafe-inline'`,
  'x-content-type-options': 'nosniff',
  'accept-ranges': 'bytes',
});

function sliceOf(range: string | undefined, size: number): Slice | null {
  const found = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(range ?? '');
  if (!found) return null;
  const [from = '', to = ''] = [found[1], found[2]];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end ? { start, end } : null;
}
