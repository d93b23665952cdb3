/** Kinds of file that the phone keeps; the server takes no others. */
export type BlobType = 'audio/mpeg' | 'image/jpeg' | 'image/png';

/** What a file is made of: on weapp the path of a temporary file, in the browser a Blob. */
export type BlobSource = string | Blob;

/** One file kept on this phone. */
export interface StoredBlob {
  readonly id: string;
  readonly type: BlobType;
  readonly bytes: number;
  /** What an image or a player takes as its source. */
  readonly src: string;
  /** What an upload sends. */
  readonly source: BlobSource;
}

/** The answer of `put`; `full` is told to the person: 手机满了，先发完再拍. */
export type BlobKept =
  { readonly ok: true; readonly blob: StoredBlob } | { readonly ok: false; readonly reason: 'full' };

/** The files of this phone, by the ids under which the server will know them. */
export interface Blobs {
  readonly put: (id: string, source: BlobSource, type: BlobType) => Promise<BlobKept>;
  readonly get: (id: string) => Promise<StoredBlob | null>;
  readonly remove: (id: string) => Promise<void>;
  readonly list: () => Promise<string[]>;
}
