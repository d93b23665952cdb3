import { Injectable } from '@nestjs/common';
import type { FileRef } from '@songtao/shared/api/common.js';
import { isDuplicate } from '../platform/dialect.js';
import type { Reader, Tx } from '../platform/tx.js';
import { StoredFileRow } from './file.row.js';

/** What a file is for. */
export type FileKind = FileRef['kind'];

/** One stored file. */
export type StoredFile = Omit<StoredFileRow, 'kind' | 'flag'> & {
  readonly kind: FileKind;
  readonly flag: FileRef['flag'] | null;
};

const columns = ['id', 'kind', 'type', 'place', 'size', 'milliseconds', 'flag', 'owner', 'at'] as const;

@Injectable()
export class FileStore {
  async byIds(db: Reader, ids: readonly string[]): Promise<StoredFile[]> {
    if (ids.length === 0) return [];
    const found = await db.all(StoredFileRow, columns, (query) =>
      query.where('r.id IN (:...ids)', { ids: [...new Set(ids)] }),
    );
    return found.map((row) => ({
      ...row,
      kind: row.kind as FileKind,
      flag: row.flag as StoredFile['flag'],
    }));
  }

  async find(db: Reader, id: string): Promise<StoredFile | null> {
    const [found] = await this.byIds(db, [id]);
    return found ?? null;
  }

  async flag(tx: Tx, id: string, flag: FileRef['flag']): Promise<void> {
    await tx.update(StoredFileRow, { flag: flag ?? null }, 'id = :id', { id });
  }

  /** False where the id is taken. */
  async insert(tx: Tx, file: StoredFile): Promise<boolean> {
    try {
      await tx.insert(StoredFileRow, { ...file, flag: file.flag ?? null });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  /** The rows go at once; the bytes lie without one from then on, and are swept. */
  async remove(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.delete(StoredFileRow, 'id IN (:...ids)', { ids });
  }

  /** Those of the places that some file has. */
  async known(db: Reader, places: readonly string[]): Promise<Set<string>> {
    if (places.length === 0) return new Set();
    const found = await db.all(StoredFileRow, ['place'], (query) =>
      query.where('r.place IN (:...places)', { places }),
    );
    return new Set(found.map(({ place }) => place));
  }
}
