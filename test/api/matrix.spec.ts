import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { roles, staffRoles } from '@songtao/shared/access/role.js';
import { categoryKeys } from '@songtao/shared/category/registry.js';
import { handledEndpoints } from '../../server/src/platform/handles.js';
import { Log } from '../../server/src/platform/logger.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Matrix } from '../support/matrix.js';
import { everyRoute, nameOf } from '../support/routes.js';
import { Town } from '../support/town.js';

const silent = { log: new Log('silent') };
const relations = ['same village', 'other village', 'other town', 'deleted', 'nobody’s'];

/** Calls that nobody's input can make succeed, and why. Any other endpoint is called so that it answers. */
const neverAnswered = {
  'POST /sessions/wechat': 'the code is WeChat’s',
  'POST /sessions/cloud-run': 'the header is Cloud Run’s',
  'POST /me/phone': 'the code is WeChat’s',
  'GET /demo/wechat': 'there is no stand-in for WeChat here',
  'PUT /me/second-factor': 'the code is an authenticator’s; the specs of the door have one',
  'POST /me/step-up': 'the code is an authenticator’s; the specs of the door have one',
  'POST /staff/:id/second-factor/reset': 'nobody here has a second factor',
  'POST /tickets/:id/session': 'the secret is a browser’s; the specs of the door draw a ticket',
  'GET /tickets/:id': 'no ticket is drawn here',
  'POST /tickets/:id/let-in': 'no ticket is drawn here',
  'POST /tickets/:id/refuse': 'no ticket is drawn here',
  'DELETE /me/sessions/:id': 'the id is told to its own person alone',
  'GET /wechat/push': 'the signature is WeChat’s',
  'POST /wechat/push': 'the signature is WeChat’s',
  'POST /files': 'it wants a photo; files.spec sends one',
  'PUT /notices/:id': 'it wants a draft of one’s own; notice.spec writes one',
  'POST /notices/:id/submit': 'it wants a draft that is whole; notice.spec hands one in',
  'POST /notices/post': 'it wants a case that was deliberated; public-notice.spec posts one',
  'GET /files/:id': 'the link is handed out by a page; matrix.random.spec follows it',
};

describe('every role, every route, every relation', () => {
  let town: Town;
  let matrix: Matrix;

  beforeAll(async () => {
    town = await Town.open(specDatabases[0]![1], silent);
    matrix = await Matrix.plant(town);
  }, 300_000);
  afterAll(() => town.close());

  it('shows nobody what is not theirs, and keeps nothing of what was refused', async () => {
    await matrix.run();
    expect(matrix.findings).toEqual([]);
  }, 900_000);

  it('leaves out no route, nobody and no relation', () => {
    const everybody = [...matrix.people.actors.keys()];
    expect([...matrix.tried.keys()].toSorted()).toEqual(handledEndpoints().map(nameOf).toSorted());
    for (const { endpoint, ways } of everyRoute()) {
      const tried = matrix.tried.get(nameOf(endpoint)) ?? new Set();
      expect(everybody.filter((name) => !tried.has(name))).toEqual([]);
      for (const noun of new Set(ways.flatMap((way) => way.noun ?? []))) {
        const isPlanted = matrix.oracle.of(noun).length > 2;
        const wanted = isPlanted ? relations : relations.slice(3);
        expect([
          nameOf(endpoint),
          ...wanted.filter((relation) => !tried.has(`${noun}: ${relation}`)),
        ]).toEqual([nameOf(endpoint)]);
      }
    }
  });

  it('has everybody of the twelve roles among those who call', () => {
    const held = [...matrix.people.actors.values()].flatMap(({ scope }) =>
      scope.grants.map(({ role }) => role),
    );
    expect(staffRoles.filter((role) => !held.includes(role))).toEqual([]);
    expect(roles).toHaveLength(staffRoles.length + 1);
  });

  it('is not refused everywhere: every endpoint answers somebody', () => {
    const silentOnes = handledEndpoints()
      .map(nameOf)
      .filter((name) => !matrix.succeeded.has(name));
    expect(silentOnes.toSorted()).toEqual(Object.keys(neverAnswered).toSorted());
  });

  it('lets nobody do an act that is for others, nor one of the engine’s', async () => {
    matrix.findings.length = 0;
    const kinds = new Map(
      [...matrix.planted.cases]
        .map(([name, { loaded }]) => [loaded.head.category, name] as const)
        .toReversed(),
    );
    expect([...kinds.keys()].toSorted()).toEqual([...categoryKeys].toSorted());
    await matrix.acts([...kinds.values()]);
    expect(matrix.findings).toEqual([]);
  }, 300_000);
});

// A slice of it where transactions cannot be taken back: what is refused, to those who have least to see.
for (const [kind, make] of specDatabases.slice(1))
  it(`is refused on ${kind} as well`, async () => {
    const town = await Town.open(make, silent);
    const matrix = await Matrix.plant(town);
    await matrix.run({
      actors: ({ name }) => ['home next', 'cadreNext', 'officerAway'].includes(name),
      cells: (cell) => matrix.isForeign(cell),
    });
    await town.close();
    expect(matrix.findings).toEqual([]);
    expect(matrix.calls).toBeGreaterThan(200);
  }, 600_000);
