import { Injectable } from '@nestjs/common';
import { levels, type Level } from '@songtao/shared/access/role.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { Category } from '@songtao/shared/category/registry.js';
import { worklists, type Worklist, type WorklistKey } from '@songtao/shared/worklist/worklist.js';
import type { Params } from '../platform/statements.js';
import type { Reader } from '../platform/tx.js';
import type { CaseSummary } from './case.model.js';
import { CaseRecordRow } from './case.row.js';
import { reachesOf, withinScope } from './case.scope.js';

const columns = [
  'id',
  'number',
  'category',
  'titleKey',
  'county',
  'town',
  'village',
  'grid',
  'villageGroup',
  'household',
  'line',
  'floor',
  'reached',
  'subjectName',
  'status',
  'urgent',
  'version',
  'owner',
  'level',
  'due',
  'started',
  'lastAt',
] as const satisfies readonly (keyof CaseRecordRow)[];

// Somebody may stand to a case in two ways, or hold two of its tasks: it is one line all the same.
const selected = `SELECT DISTINCT r.id AS id, r.number AS number, r.category AS category, r.title_key AS titleKey,
  r.county AS county, r.town AS town, r.village AS village, r.grid AS grid, r.village_group AS villageGroup,
  r.household AS household, r.line AS line, r.floor AS floor, r.reached AS reached, r.subject_name AS subjectName,
  r.status AS status, r.urgent AS urgent, r.version AS version, r.owner AS owner, r.level AS level, r.due AS due,
  r.started AS started, r.last_at AS lastAt`;

type PersonScope = Extract<Scope, { kind: 'person' }>;

/** Where a page begins: the last row of the page before, as the client hands it back. */
interface Cursor {
  readonly at: string;
  readonly id: string;
}

/** What is asked of a list. */
interface Page {
  readonly q?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly now: string;
}

/** Where rows come from and what they must be; several of them make one list. */
interface Source {
  readonly from: string;
  readonly where: string;
}

/** Named lists of cases, within the reader's scope, by keyset. */
@Injectable()
export class ListStore {
  async page(
    db: Reader,
    scope: PersonScope,
    key: WorklistKey,
    page: Page,
  ): Promise<{ items: CaseSummary[]; next: string | null }> {
    const list: Worklist = worklists[key];
    const found = await db.sql(CaseRecordRow, columns, textOf(scope, list, page), {
      ...paramsOf(scope, list, page),
      ...withinScope(scope, 'r').params,
    });
    const items = found.slice(0, page.limit).map(summaryOf);
    const last = items.at(-1);
    if (!last || found.length <= page.limit) return { items, next: null };
    return {
      items,
      next: write({ at: (list.order === 'due' ? last.due : last.started) ?? last.started, id: last.id }),
    };
  }
}

// Every reach, every state and one's own cases are asked for by themselves, each along an index that ends in the order
// of the list, and each for one page at the most: joined by OR they would have the whole county read and sorted.
function textOf(scope: PersonScope, list: Worklist, { q, limit }: Page): string {
  const column = list.order === 'due' ? 'due' : 'started';
  const [way, sign] = list.order === 'due' ? (['ASC', '>'] as const) : (['DESC', '<'] as const);
  const beyond = `r.${column} ${sign}= :at AND (r.${column} ${sign} :at OR r.id ${sign} :afterId)`;
  const rest = [...narrowing(list), ...(q ? [searching(q)] : []), beyond].join(' AND ');
  const states = list.where.status?.map((_, index) => ` AND r.status = :status${index}`) ?? [''];
  const pages = sourcesOf(scope, list).flatMap(({ from, where }) =>
    states.map(
      (state) =>
        `${from} WHERE ${where}${state} AND ${rest} ORDER BY r.${column} ${way}, r.id ${way} LIMIT ${limit + 1}`,
    ),
  );
  const union = pages.map((page, index) => `SELECT * FROM (${page}) p${index}`).join(' UNION ');
  return `${union} ORDER BY ${column} ${way}, id ${way} LIMIT ${limit + 1}`;
}

function sourcesOf(scope: PersonScope, { where }: Worklist): Source[] {
  if (where.mine === 'holder')
    return [
      {
        from: `${selected} FROM case_task t JOIN case_record r ON r.id = t.case_id`,
        where: `t.holder = :person AND t.closed_at IS NULL AND ${withinScope(scope, 'r').text}`,
      },
    ];
  const own: Source = {
    from: `${selected} FROM case_party own JOIN case_record r ON r.id = own.case_id`,
    where: 'own.person = :person',
  };
  if (where.mine === 'party')
    return [{ ...own, where: `${own.where} AND own.party IN ('reporter', 'subject', 'follower')` }];
  const reaches = reachesOf(scope, 'r').map(({ text }) => ({
    from: `${selected} FROM case_record r`,
    where: text,
  }));
  return [...reaches, own];
}

function narrowing({ where }: Worklist): string[] {
  return [
    'r.erased_at IS NULL',
    ...(where.category ? ['r.category = :category'] : []),
    ...(where.open ? [`r.kind <> 'closed'`] : []),
    ...(where.overdue ? ['r.due < :now'] : []),
  ];
}

function searching(q: string): string {
  const byNumber = /^\d{3,20}$/.test(digitsOf(q)) ? ' OR r.number LIKE :number' : '';
  return `(r.subject_name LIKE :name ESCAPE '|'${byNumber})`;
}

const digitsOf = (q: string): string => q.replace(/\s/g, '');

function paramsOf({ person }: PersonScope, { where, order }: Worklist, { q = '', after, now }: Page): Params {
  const start: Cursor = order === 'due' ? { at: '1970-01-01T00:00:00.000Z', id: '' } : end;
  const { at, id } = after === undefined ? start : read(after, start);
  return {
    person,
    at: new Date(at),
    afterId: id,
    now: new Date(now),
    category: where.category,
    name: `%${q.replace(/[|%_]/g, '|$&')}%`,
    number: `%${digitsOf(q)}`,
    ...Object.fromEntries(where.status?.map((status, index) => [`status${index}`, status]) ?? []),
  };
}

const end: Cursor = { at: '9999-12-31T00:00:00.000Z', id: '' };

const write = ({ at, id }: Cursor): string => `${at}~${id}`;

function read(text: string, start: Cursor): Cursor {
  const [at = '', id = ''] = text.split('~');
  return Number.isNaN(Date.parse(at)) ? start : { at: new Date(at).toISOString(), id };
}

function summaryOf(row: Pick<CaseRecordRow, (typeof columns)[number]>): CaseSummary {
  return {
    ...row,
    category: row.category as Category,
    group: row.villageGroup,
    level: row.level as Level | null,
    // Lists never carry what is sealed.
    subjectPhone: null,
    floor: levels[row.floor] ?? 'county',
    reached: levels[row.reached] ?? 'village',
    reportedAt: row.started,
  };
}
