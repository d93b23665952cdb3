// What the house is measured against: node:http and mysql2 with nothing between them. The same statements by hand, the
// same JSON; the rules themselves are the same pure functions, for without them there would be nothing to answer. No
// framework, no mapper, no check of what comes in or goes out, no scope, no gate: whatever those cost is the difference.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import mysql from 'mysql2/promise';
import { actingOn } from '@songtao/shared/access/acting.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { prcCalendar } from '@songtao/shared/calendar/data/prc.js';
import { receiptNumber, receiptWords } from '@songtao/shared/calendar/words.js';
import { resolveParams } from '@songtao/shared/policy/param.js';
import { fold, since } from '@songtao/shared/workflow/fold.js';
import { part } from './stage.mjs';

const { lineOf, viewOf } = await part('case/case.view');
const { hashOf, digestOf, enclose, chainStart } = await part('case/case.chain');
const { newId } = await part('platform/ids');

const env = (/** @type {string} */ name) => process.env[name] ?? '';
const key = Buffer.from(env('BARE_KEY'), 'base64');
const keyId = env('BARE_KEY_ID');
const offset = Number(env('BARE_OFFSET_MS'));
/** Whom the roster names here, and on what days: a bare program asks nobody. */
const { holder, holderName, tasks, town, county, village } = JSON.parse(env('BARE_FACTS'));

const pool = mysql.createPool({
  uri: env('DATABASE_URL'),
  connectionLimit: 10,
  timezone: 'Z',
  charset: 'utf8mb4_unicode_520_ci',
  supportBigNumbers: true,
  bigNumberStrings: true,
});
pool.on('connection', (connection) => {
  void connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
});

/** @typedef {Record<string, any>} Raw */

/** @param {{ query(sql: string, values: unknown[]): Promise<any> }} db @param {string} sql @param {unknown[]} values @returns {Promise<Raw[]>} */
const rowsOf = async (db, sql, values) => (await db.query(sql, values))[0];

const now = () => new Date(Date.now() + offset);

/** @param {string} place @param {string} plain */
function seal(place, plain) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return ['v1', keyId, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'))].join(
    '.',
  );
}

/** @param {string} place @param {string} sealed */
function open(place, sealed) {
  const [iv, text, tag] = sealed
    .split('.')
    .slice(2)
    .map((part) => Buffer.from(part, 'base64url'));
  const decipher = createDecipheriv('aes-256-gcm', key, /** @type {Buffer} */ (iv), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(place)).setAuthTag(/** @type {Buffer} */ (tag));
  return Buffer.concat([decipher.update(/** @type {Buffer} */ (text)), decipher.final()]).toString('utf8');
}

const roleColumns = `r.id AS id, r.person AS person, r.role AS role, r.area AS area, r.grids AS grids,
  r.households AS households, r.line AS line, r.valid_from AS validFrom, r.valid_to AS validTo`;

/** @param {string} authorization */
async function whoCalls(authorization) {
  const hash = createHash('sha256').update(authorization.slice(7)).digest('base64url');
  const [session] = await rowsOf(
    pool,
    'SELECT token_hash, person, expires_at, idle_at FROM session WHERE token_hash = ?',
    [hash],
  );
  const person = session?.['person'];
  const day = dayOf(now().toISOString());
  const valid = '(r.valid_from <= ? AND (r.valid_to IS NULL OR r.valid_to >= ?))';
  const [roles, [standing]] = await Promise.all([
    rowsOf(
      pool,
      `SELECT ${roleColumns} FROM staff_role r WHERE r.person = ? AND ${valid} UNION ALL SELECT ${roleColumns} FROM leave_cover l JOIN staff_role r ON r.person = l.person WHERE l.cover = ? AND l.state = 'agreed' AND l.first_day <= ? AND l.last_day >= ? AND ${valid} ORDER BY validFrom, id`,
      [person, day, day, person, day, day, day, day],
    ),
    rowsOf(
      pool,
      `SELECT p.village AS village, h.household AS household FROM person p LEFT JOIN household_person h ON h.person = p.id AND h.state = 'confirmed' WHERE p.id = ?`,
      [person],
    ),
  ]);
  const grants = roles.map(({ role, area, grids, households }) => ({
    role,
    area,
    grids: JSON.parse(grids),
    households: JSON.parse(households),
  }));
  return {
    kind: 'person',
    person,
    grants,
    household: standing?.['household'] ?? null,
    village: standing?.['village'] ?? null,
  };
}

const listColumns = `r.id AS id, r.number AS number, r.category AS category, r.title_key AS titleKey,
  r.county AS county, r.town AS town, r.village AS village, r.grid AS grid, r.village_group AS villageGroup,
  r.household AS household, r.line AS line, r.floor AS floor, r.reached AS reached, r.subject_name AS subjectName,
  r.status AS status, r.urgent AS urgent, r.version AS version, r.owner AS owner, r.level AS level, r.due AS due,
  r.started AS started, r.last_at AS lastAt`;
const levels = ['village', 'town', 'county'];
const iso = (/** @type {Date | null} */ date) => date && date.toISOString();

/** @param {any} scope */
async function list(scope) {
  const tail = `r.kind <> 'closed' AND r.due >= ? AND (r.due > ? OR r.id > ?) ORDER BY r.due ASC, r.id ASC LIMIT 21`;
  const start = [new Date(0), new Date(0), ''];
  const found = await rowsOf(
    pool,
    `SELECT * FROM (SELECT ${listColumns} FROM case_record r WHERE (r.village = ? AND r.floor = 0) AND ${tail}) p0 UNION SELECT * FROM (SELECT ${listColumns} FROM case_party own JOIN case_record r ON r.id = own.case_id WHERE own.person = ? AND ${tail}) p1 ORDER BY due ASC, id ASC LIMIT 21`,
    [scope.grants[0].area, ...start, scope.person, ...start],
  );
  const page = found.slice(0, 20);
  const parties = await rowsOf(
    pool,
    'SELECT case_id, person, party, hidden FROM case_party WHERE case_id IN (?)',
    [page.map(({ id }) => id)],
  );
  const items = page.map((row) => {
    const { floor, reached, villageGroup: group, ...rest } = row;
    const placed = { ...rest, group, floor: levels[floor], reached: levels[reached] };
    const dated = {
      ...placed,
      urgent: row['urgent'] === 1,
      due: iso(row['due']),
      started: iso(row['started']),
      lastAt: iso(row['lastAt']),
    };
    const own = parties.filter(({ case_id: id, person }) => id === row['id'] && person === scope.person);
    const reader = {
      person: scope.person,
      as: actingOn(
        scope,
        /** @type {any} */ (dated),
        own.map(({ party }) => party),
      ),
    };
    return { ...lineOf(dated, reader, { villageName: village }, null), number: receiptWords(row['number']) };
  });
  const last = page.at(-1);
  return { items, next: found.length > 20 && last ? `${iso(last['due'])}~${last['id']}` : null };
}

/** @param {any} scope @param {string} id */
async function page(scope, id) {
  const [head] = await rowsOf(
    pool,
    `SELECT id, number, category, title_key, county, town, village, grid, village_group, household, line, subject_name, subject_phone, floor, reached, started FROM case_record WHERE id IN (?) AND ((village = ? AND floor = 0) OR EXISTS (SELECT 1 FROM case_party own WHERE own.case_id = case_record.id AND own.person = ?))`,
    [id, scope.grants[0].area, scope.person],
  );
  if (!head) return null;
  const [actions, parties, links] = await Promise.all([
    rowsOf(
      pool,
      'SELECT case_id, seq, action, actor, acting, envelope, digest, decided, at, hash FROM case_action WHERE case_id IN (?) ORDER BY case_id, seq',
      [id],
    ),
    rowsOf(pool, 'SELECT case_id, person, party, hidden FROM case_party WHERE case_id IN (?)', [id]),
    rowsOf(
      pool,
      'SELECT from_id, to_id, kind FROM case_link WHERE from_id IN (?) UNION SELECT from_id, to_id, kind FROM case_link WHERE to_id IN (?)',
      [id, id],
    ),
  ]);
  const at = now().toISOString();
  const reporter = parties.find(({ party }) => party === 'reporter')?.['person'];
  await rowsOf(
    pool,
    `SELECT COUNT(*) AS n FROM audit_event r WHERE r.object_kind = 'person' AND r.object_id = ? AND r.at >= ? AND r.actor = ? AND r.what = 'case.opened'`,
    [reporter, new Date(Date.parse(at) - 36_000_000), scope.person],
  );
  const rows = actions.map(({ seq, action, actor, acting, envelope, decided, at: done }) => ({
    seq,
    action,
    actor,
    as: JSON.parse(acting),
    form: JSON.parse(open(`case_action.envelope.${id}:${seq}`, envelope)).form,
    at: done.toISOString(),
    decided: JSON.parse(decided),
  }));
  const state = fold(rows);
  const ids = [
    ...new Set([
      ...rows.map(({ actor }) => actor),
      ...rows.flatMap(({ decided }) => (decided.opened ?? []).map((/** @type {any} */ task) => task.holder)),
      ...parties.map(({ person }) => person),
    ]),
  ];
  const [persons, roles] = await Promise.all([
    rowsOf(pool, 'SELECT id, name, phone, openid, elder, read_at_once, village FROM person WHERE id IN (?)', [
      ids,
    ]),
    rowsOf(pool, `SELECT ${roleColumns} FROM staff_role r WHERE person IN (?) ORDER BY valid_from, id`, [
      ids,
    ]),
    rowsOf(pool, 'SELECT version, given FROM consent WHERE person = ? ORDER BY at DESC, id DESC LIMIT 1', [
      reporter,
    ]),
  ]);
  const people = new Map(
    persons.map(({ id: person, name, phone }) => {
      const role = roles.find((each) => each['person'] === person);
      const number = phone && open(`person.phone.${person}`, phone);
      return [person, { id: person, name, role: role ? role['role'] : '', phone: role ? number : null }];
    }),
  );
  const stand = parties.map(({ person, party, hidden }) => ({ person, party, hidden: hidden === 1 }));
  const placed = {
    id,
    number: head['number'],
    category: head['category'],
    titleKey: head['title_key'],
    county: head['county'],
    town: head['town'],
    village: head['village'],
    grid: head['grid'],
    group: head['village_group'],
    household: head['household'],
    line: head['line'],
    floor: state.floor,
    reached: state.reached,
    subjectName: head['subject_name'],
    subjectPhone: null,
    reportedAt: iso(head['started']),
  };
  const as = actingOn(scope, /** @type {any} */ (placed), []);
  const params = resolveParams([], head['town'], /** @type {any} */ (dayOf(at)));
  const around = {
    params,
    calendar: prcCalendar,
    now: at,
    villageName: village,
    people,
    files: new Map(),
    isWithheld: false,
    householdSize: null,
    phone: null,
    calls: [],
  };
  const ctx = {
    state,
    history: rows,
    since: since(rows),
    actor: { person: scope.person, as },
    form: {},
    facts: { links, actorConfirmed: true },
    params,
    calendar: prcCalendar,
    now: at,
  };
  const view = viewOf(
    { head: placed, rows, state, parties: stand, links, hash: '' },
    ctx,
    { person: scope.person, as },
    around,
  );
  return { ...view, number: receiptWords(head['number']), links: [] };
}

let serial = 0;

/** @param {any} scope @param {any} input */
async function submit(scope, { id, requestId, form, subject }) {
  const at = now();
  await rowsOf(pool, 'SELECT code, village, `groups` FROM grid WHERE village = ? ORDER BY code ASC', [
    subject.village,
  ]);
  await rowsOf(
    pool,
    'SELECT id, village_group FROM household WHERE village = ? AND head_name = ? AND valid_to IS NULL',
    [subject.village, subject.name],
  );
  const opened = tasks.map((/** @type {any} */ task) => ({ ...task, id: `${id}.1.${task.key}` }));
  const decided = { definition: 1, to: 'reported', opened, floor: 'village', reached: 'town' };
  const row = {
    seq: 1,
    action: 'report',
    actor: scope.person,
    as: { kind: 'party', party: 'reporter' },
    form,
    at: at.toISOString(),
    decided,
  };
  const envelope = enclose(form);
  const digest = digestOf(envelope);
  const hash = hashOf(chainStart, id, { ...row, digest });
  // Out of the way of the serials that the house gives.
  const number = receiptNumber(`8${town.slice(1)}`, /** @type {any} */ (dayOf(row.at)), (serial += 1));
  const [main] = opened;
  const claim = newId();
  const body = createHmac('sha256', key).update(JSON.stringify({ id, form, subject })).digest('base64url');
  const answer = {
    id,
    number: receiptWords(number),
    at: row.at,
    joined: false,
    promisedBy: main.due,
    holder: { id: holder, name: holderName, role: '网格员', phone: null },
  };
  const connection = await pool.getConnection();
  try {
    await connection.query('START TRANSACTION');
    const put = (
      /** @type {string} */ table,
      /** @type {string} */ columns,
      /** @type {unknown[][]} */ values,
    ) => connection.query(`INSERT INTO ${table} (${columns}) VALUES ?`, [values]);
    await put('write_request', 'id, actor, request_id, body_hash, answer, at', [
      [claim, scope.person, requestId, body, null, at],
    ]);
    await put(
      'case_record',
      'id, number, category, definition, title_key, county, town, village, grid, village_group, household, line, subject_name, subject_phone, status, kind, floor, reached, owner, level, due, urgent, outcome, waits_for, started, round, entered, entered_seq, last_at, acts_at, live_key, version, seq',
      [
        [
          id,
          number,
          'hardship',
          1,
          form.kind,
          county,
          town,
          subject.village,
          `${subject.village}g01`,
          subject.group,
          null,
          null,
          subject.name,
          null,
          'reported',
          'open',
          0,
          1,
          holder,
          'village',
          new Date(main.due),
          false,
          null,
          null,
          at,
          at,
          at,
          1,
          at,
          null,
          null,
          1,
          1,
        ],
      ],
    );
    await put('case_action', 'case_id, seq, action, actor, acting, envelope, digest, decided, at, hash', [
      [
        id,
        1,
        'report',
        scope.person,
        JSON.stringify(row.as),
        seal(`case_action.envelope.${id}:1`, JSON.stringify(envelope)),
        digest,
        JSON.stringify(decided),
        at,
        hash,
      ],
    ]);
    await put('case_party', 'case_id, person, party, hidden', [[id, scope.person, 'reporter', false]]);
    await put(
      'case_task',
      'id, case_id, task_key, open_key, holder, level, opened, due, main, seen_at, closed_at, next_rung_at',
      opened.map((/** @type {any} */ task) => [
        task.id,
        id,
        task.key,
        `${id}.${task.key}`,
        holder,
        'village',
        at,
        new Date(task.due),
        task.main,
        null,
        null,
        new Date(task.due),
      ]),
    );
    const ids = [scope.person, holder];
    await Promise.all([
      connection.query(
        'SELECT id, name, phone, openid, elder, read_at_once, village FROM person WHERE id IN (?)',
        [ids],
      ),
      connection.query(
        `SELECT ${roleColumns} FROM staff_role r WHERE person IN (?) ORDER BY valid_from, id`,
        [ids],
      ),
    ]);
    const news = [
      ...opened.map((/** @type {any} */ task) => [newId(), holder, task.id, '新求助']),
      [newId(), scope.person, `${id}.1`, '我们收到了'],
    ];
    await put(
      'outbox_message',
      'id, dedupe_key, person, template, payload, state, urgent, next_at, leased_until, tries, channel, last_error, created_at, sent_at',
      news.map(([message, person, event]) => [
        message,
        `${event}|${person}|taskOpened`,
        person,
        'taskOpened',
        JSON.stringify({ about: { kind: 'case', id } }),
        'new',
        false,
        new Date(at.getTime() + 86_400_000),
        null,
        0,
        null,
        null,
        at,
        null,
      ]),
    );
    await put(
      'inbox_message',
      'id, person, at, title, body, about_kind, about_id, waiting, urgent, read_at',
      news.map(([message, person, , title]) => [
        message,
        person,
        at,
        seal(`inbox_message.title.${message}`, title),
        seal(`inbox_message.body.${message}`, subject.village),
        'case',
        id,
        true,
        false,
        null,
      ]),
    );
    await connection.query('UPDATE write_request SET answer = ? WHERE id = ?', [
      seal(`write_request.answer.${claim}`, JSON.stringify(answer)),
      claim,
    ]);
    await connection.query('COMMIT');
  } finally {
    connection.release();
  }
  return answer;
}

/** @param {import('node:http').IncomingMessage} request */
async function answerTo(request) {
  const scope = await whoCalls(request.headers.authorization ?? '');
  const path = request.url ?? '';
  if (request.method === 'POST') {
    /** @type {Buffer[]} */
    const parts = [];
    for await (const chunk of request) parts.push(chunk);
    return submit(scope, JSON.parse(Buffer.concat(parts).toString('utf8')));
  }
  return path.startsWith('/api/cases?') ? list(scope) : page(scope, path.slice('/api/cases/'.length));
}

const server = createServer((request, reply) => {
  answerTo(request).then(
    (body) => {
      reply.writeHead(body ? 200 : 404, { 'content-type': 'application/json; charset=utf-8' });
      reply.end(JSON.stringify(body));
    },
    (error) => {
      reply.writeHead(500);
      reply.end(String(error?.stack));
    },
  );
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
