import { Brackets, type SelectQueryBuilder, type WhereExpressionBuilder } from 'typeorm';
import type { Audience } from './audience.js';
import type { NoticeRow } from './notice.row.js';

/** Narrows a query over notices, whose alias is `r`, to those of an audience. */
export function forAudience(
  query: SelectQueryBuilder<NoticeRow>,
  { areas, under, names }: Audience,
): SelectQueryBuilder<NoticeRow> {
  return query.andWhere(
    new Brackets((any) => {
      any.where(
        new Brackets((all) => {
          all.where(`r.kind <> 'publicNotice'`).andWhere(
            new Brackets((place) => {
              inside(place, under, 'under');
              if (areas.length > 0) place.orWhere('r.area IN (:...areas)', { areas });
            }),
          );
        }),
      );
      any.orWhere(
        new Brackets((all) =>
          all
            .where(`r.kind = 'publicNotice'`)
            .andWhere(new Brackets((place) => inside(place, names, 'names'))),
        ),
      );
    }),
  );
}

/** Narrows to notices that lie in one of the areas. */
export function inside(place: WhereExpressionBuilder, codes: readonly string[], prefix: string): void {
  place.where('1 = 0');
  for (const [column, length] of [
    ['county', 6],
    ['town', 9],
    ['village', 12],
  ] as const) {
    const values = codes.filter((code) => code.length === length);
    if (values.length > 0)
      place.orWhere(`r.${column} IN (:...${prefix}${length})`, { [`${prefix}${length}`]: values });
  }
}
