import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ExecutionContext } from '@nestjs/common';
import * as z from 'zod';
import { endpoint } from '@songtao/shared/api/endpoint.js';
import { id } from '@songtao/shared/api/common.js';
import { CaseStore } from '../../server/src/case/case.store.js';
import { HouseholdCasesStore } from '../../server/src/case/household-cases.store.js';
import { ListStore } from '../../server/src/case/list.store.js';
import { MeetingService } from '../../server/src/case/meeting.service.js';
import { TaskStore } from '../../server/src/case/task.store.js';
import { HouseholdStore } from '../../server/src/household/household.store.js';
import { LeaveStore } from '../../server/src/identity/leave.store.js';
import { StaffService } from '../../server/src/me/staff.service.js';
import { NoticeStore } from '../../server/src/notice/notice.store.js';
import { MessageStore } from '../../server/src/outbox/message.store.js';
import { Audit } from '../../server/src/platform/audit.js';
import { Crypto } from '../../server/src/platform/crypto.js';
import { Database } from '../../server/src/platform/database.js';
import { Gate } from '../../server/src/platform/gate.js';
import { endpointOf } from '../../server/src/platform/handles.js';
import { Log } from '../../server/src/platform/logger.js';
import { specDatabases } from '../../server/src/platform/spec.databases.js';
import { Matrix } from '../support/matrix.js';
import { place } from '../support/people.js';
import { nameOf, nounOf } from '../support/routes.js';
import { Town } from '../support/town.js';

const engine = { kind: 'system', reason: 'a hole that a test dug' } as const;
const everywhere = {
  areas: [],
  under: [place.ours.county, place.otherCounty.county],
  names: [place.ours.county],
};

describe('the matrix', () => {
  let town: Town;
  let matrix: Matrix;

  beforeAll(async () => {
    town = await Town.open(specDatabases[0]![1], { log: new Log('silent') });
    matrix = await Matrix.plant(town);
  }, 300_000);
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(() => town.close());

  /** What the matrix finds on one route, for one person. */
  const findings = async (route: string, actor: string): Promise<string[]> => {
    matrix.findings.length = 0;
    await matrix.run({ routes: (row) => nameOf(row) === route, actors: ({ name }) => name === actor });
    return [...matrix.findings];
  };

  type Hole = readonly [what: string, route: string, actor: string, dig: () => void];

  const holes: readonly Hole[] = [
    [
      'the scope of a case',
      'GET /cases/:id',
      'cadreNext',
      () => {
        const store = town.get(CaseStore);
        const find = store.find.bind(store);
        jest.spyOn(store, 'find').mockImplementation((db, _scope, one) => find(db, engine, one));
      },
    ],
    [
      'the scope of a list',
      'GET /cases',
      'cadreNext',
      () => {
        const store = town.get(ListStore);
        const page = store.page.bind(store);
        const { grants } = matrix.people.actor('officer').scope;
        jest
          .spyOn(store, 'page')
          .mockImplementation((db, scope, key, how) => page(db, { ...scope, grants }, key, how));
      },
    ],
    [
      'the scope of a household',
      'GET /households/:id',
      'county',
      () => {
        const store = town.get(HouseholdStore);
        const byIds = store.byIds.bind(store);
        jest.spyOn(store, 'byIds').mockImplementation((_scope, ids, db) => byIds(engine, ids, db));
      },
    ],
    [
      'the scope of a search',
      'POST /households/search',
      'cadreNext',
      () => {
        const store = town.get(HouseholdStore);
        const search = store.search.bind(store);
        jest.spyOn(store, 'search').mockImplementation((_scope, q, how) => search(engine, q, how));
      },
    ],
    [
      'the scope of a household’s cases',
      'GET /households/:id',
      'cadre',
      () => {
        const store = town.get(HouseholdCasesStore);
        const of = store.of.bind(store);
        jest.spyOn(store, 'of').mockImplementation((_scope, household) => of(engine, household));
      },
    ],
    [
      'the audience of a notice',
      'GET /notices/:id',
      'home next',
      () => {
        const store = town.get(NoticeStore);
        const find = store.find.bind(store);
        jest.spyOn(store, 'find').mockImplementation((db, _audience, one) => find(db, everywhere, one));
      },
    ],
    [
      'the audience of a list of notices',
      'GET /notices',
      'stranger',
      () => {
        const store = town.get(NoticeStore);
        const lines = store.lines.bind(store);
        jest.spyOn(store, 'lines').mockImplementation((db, _audience, how) => lines(db, everywhere, how));
      },
    ],
    [
      'whose tasks they are',
      'GET /tasks/today',
      'cadreNext',
      () => {
        const store = town.get(TaskStore);
        const openOf = store.openOf.bind(store);
        const { person } = matrix.people.actor('gridAway');
        jest
          .spyOn(store, 'openOf')
          .mockImplementation((db, _scope, { limit }) => openOf(db, engine, { holders: [person], limit }));
      },
    ],
    [
      'whose inbox it is',
      'GET /messages',
      'stranger',
      () => {
        const store = town.get(MessageStore);
        const page = store.page.bind(store);
        const { person } = matrix.people.actor('home ours');
        jest.spyOn(store, 'page').mockImplementation((db, _person, how) => page(db, person, how));
      },
    ],
    [
      'the village of a meeting',
      'GET /meetings/:id/sheet',
      'cadreNext',
      () => {
        const service = town.get(MeetingService);
        const sheet = service.sheet.bind(service);
        const { scope } = matrix.people.actor('officer');
        jest.spyOn(service, 'sheet').mockImplementation((_scope, one) => sheet(scope, one));
      },
    ],
    [
      'whose leave it is',
      'GET /leaves',
      'officer',
      () => {
        const store = town.get(LeaveStore);
        const about = store.about.bind(store);
        const { person } = matrix.people.actor('grid');
        jest.spyOn(store, 'about').mockImplementation((_person, day) => about(person, day));
      },
    ],
    [
      'the signature of a link',
      'GET /files/:id',
      'stranger',
      () => {
        jest.spyOn(town.get(Crypto), 'isSigned').mockReturnValue(true);
      },
    ],
    [
      'that a reporter is hidden',
      'GET /cases/:id',
      'cadre',
      () => {
        const store = town.get(CaseStore);
        const find = store.find.bind(store);
        jest.spyOn(store, 'find').mockImplementation(async (...asked) => {
          const loaded = await find(...asked);
          return loaded && { ...loaded, parties: loaded.parties.map((each) => ({ ...each, hidden: false })) };
        });
      },
    ],
    [
      'that a refusal leaves nothing behind',
      'POST /leaves/:id/answer',
      'officer',
      () => {
        const service = town.get(StaffService);
        const answer = service.answerLeave.bind(service);
        jest.spyOn(service, 'answerLeave').mockImplementation(async (caller, input) => {
          const object = { kind: 'leave', id: input.id };
          const event = { actor: caller.personId, role: '', what: 'leave.answered', object, reason: null };
          await town.get(Database).write((tx) => town.get(Audit).record(tx, event));
          await answer(caller, input);
        });
      },
    ],
  ];

  it.each(holes)(
    'finds it where %s is missing',
    async (_what, route, actor, dig) => {
      expect(await findings(route, actor)).toEqual([]);
      dig();
      const found = await findings(route, actor);
      expect(found.length).toBeGreaterThan(0);
      for (const one of found) expect(one).toContain(`${actor} ${route}`);
    },
    60_000,
  );

  /** A house whose door lets everybody in, whatever the contract says. */
  const openTheGate = (): void => {
    const pass = Gate.prototype.canActivate;
    jest.spyOn(Gate.prototype, 'canActivate').mockImplementation(async function (
      this: Gate,
      context: ExecutionContext,
    ) {
      const row = endpointOf(context.switchToHttp().getRequest<Parameters<typeof endpointOf>[0]>());
      const { access } = row;
      Object.assign(row, { access: 'public' });
      return pass.call(this, context).finally(() => Object.assign(row, { access }));
    });
  };

  it('finds a door that lets everybody in', async () => {
    openTheGate();
    expect((await findings('GET /households/:id', 'home ours'))[0]).toContain('instead of 403');
    expect((await findings('GET /params', 'cadre'))[0]).toContain('instead of 403');
  });

  it('finds no leak behind such a door: the stores refuse by themselves', async () => {
    openTheGate();
    matrix.findings.length = 0;
    matrix.isGateOpen = true;
    await matrix.run({
      routes: ({ access }) => access !== 'public' && access !== 'signedIn',
      actors: ({ name }) => ['stranger', 'home ours', 'medical', 'cadreAway'].includes(name),
    });
    matrix.isGateOpen = false;
    expect(matrix.findings).toEqual([]);
  }, 300_000);

  it('does not pass over an endpoint whose ids nobody has named', () => {
    const input = z.strictObject({ spoon: id });
    const row = endpoint({
      method: 'GET',
      path: '/spoons',
      access: 'signedIn',
      input,
      output: id,
      summary: '',
    });
    expect(() => nounOf(row, ['spoon'])).toThrow('GET /spoons: nobody has said what spoon names');
  });
});
