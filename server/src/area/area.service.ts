import { Inject, Injectable } from '@nestjs/common';
import { contains, findArea, type AreaRow } from '@songtao/shared/area/area.js';
import { areas512002101 } from '@songtao/shared/area/data/512002101.js';
import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import type { staffApi } from '@songtao/shared/api/staff.js';
import { AreaStore, type Grid } from './area.store.js';
import type { Reader, Tx } from '../platform/tx.js';

// Another town is one more file here.
const areas: readonly AreaRow[] = [...areas512002101];

/** Counties, towns, villages and grids. */
@Injectable()
export class AreaService {
  private readonly byCode = new Map(areas.map((area) => [area.code, area]));

  constructor(@Inject(AreaStore) private readonly store: AreaStore) {}

  /** 骝马村; for a grid 骝马村第3网格; the code itself where it is not known. */
  nameOf(code: string): string {
    const [village = code, grid] = code.split('g');
    const name = this.byCode.get(village)?.name ?? village;
    return grid === undefined ? name : `${name}第${Number(grid)}网格`;
  }

  isKnown(code: string): boolean {
    return this.byCode.has(code);
  }

  /** By name, alias or code; null where none or two could be meant. */
  find(text: string): AreaRow | null {
    return this.byCode.get(text) ?? findArea(areas, text);
  }

  /** The town of this house. */
  town(): AreaRow {
    const town = areas.find(({ type }) => type === 'town');
    if (!town) throw new Error('the lists hold no town');
    return town;
  }

  villagesOf(town: string): readonly AreaRow[] {
    return areas.filter(
      ({ code, type }) => (type === 'village' || type === 'community') && contains(town, code),
    );
  }

  /** The town with its villages and communities, as everybody may see them. */
  list(): OutputOf<typeof staffApi.areas> {
    const { code: town, name: townName } = this.town();
    return {
      town,
      townName,
      villages: this.villagesOf(town).map(({ code, name, type }) => ({ code, name, type })),
    };
  }

  /** The grid that holds a group; null while nobody has said. */
  async gridOf(village: string, group: number, db: Reader): Promise<string | null> {
    const grids = await this.store.gridsOf(db, village);
    return grids.find(({ groups }) => groups.includes(group))?.code ?? null;
  }

  putGrid(tx: Tx, grid: Grid): Promise<void> {
    return this.store.put(tx, grid);
  }
}
