import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { specDatabases } from '../platform/spec.databases.js';
import { hire, openHouse, type House } from './spec.house.js';

const village = '512002101216';
const town = '512002101';
const place = { county: '512002', town, village, grid: `${village}g02`, household: null };

describe.each(specDatabases)('roster and scope on %s', (_kind, make) => {
  let house: House;
  let li: string;
  let he: string;
  let chen: string;
  let villager: string;

  beforeAll(async () => {
    house = await openHouse(make);
    li = await hire(house, '李建国', { role: 'gridWorker', area: village, grids: [`${village}g02`] });
    he = await hire(house, '何永康', { role: 'villageCadre', area: village });
    chen = await hire(house, '陈静', { role: 'townOfficer', area: town });
    await hire(house, '杨芳', { role: 'townLine', area: town, line: 'medical' });
    await hire(house, '秦刚', { role: 'countyOfficer', area: '512002' });
    await hire(house, '外镇', { role: 'townOfficer', area: '512002102' });
    villager = await house.database.write((tx) =>
      house.persons.insert(tx, { name: '王秀英', village, at: house.time.now }),
    );
  });

  afterAll(() => house.close());

  const find = (assign: { to: 'routed' | 'town' | 'county' }) =>
    house.database.write((tx) =>
      house.roster.find(tx, {
        assign,
        place,
        category: 'hardship',
        line: null,
        person: null,
        actor: { person: villager, level: 'village' },
        owner: null,
        exclude: [],
      }),
    );

  const leave = (person: string, cover: string, from: string, to: string, state: 'asked' | 'agreed') =>
    house.database.write((tx) =>
      house.leaves.insert(
        tx,
        { id: newId(), person, cover, from, to, state, answeredAt: null },
        house.time.now,
      ),
    );

  it('finds the grid worker, and the duty officer of the day for the town', async () => {
    expect(await find({ to: 'routed' })).toEqual({ holder: li, level: 'village' });
    const zhou = await hire(house, '周敏', { role: 'townOfficer', area: town });
    await house.database.write((tx) => house.staff.putDuty(tx, { town, day: '2026-11-23', person: zhou }));
    expect((await find({ to: 'town' })).holder).toBe(zhou);
    await house.database.write((tx) => house.staff.putDuty(tx, { town, day: '2026-11-23', person: chen }));
    expect((await find({ to: 'town' })).holder).toBe(chen);
  });

  it('gives the cover what the absent hold, once the cover has agreed, on those days only', async () => {
    await leave(li, he, '2026-11-25', '2026-11-26', 'asked');
    house.time.now = '2026-11-25T01:00:00.000Z';
    expect((await find({ to: 'routed' })).holder).toBe(li);
    await leave(li, he, '2026-11-25', '2026-11-26', 'agreed');
    expect((await find({ to: 'routed' })).holder).toBe(he);
    expect((await house.scopes.scopeOf(he)).grants).toEqual([
      { role: 'villageCadre', area: village, grids: [], households: [] },
      { role: 'gridWorker', area: village, grids: [`${village}g02`], households: [], for: li },
    ]);
    expect(await house.roster.covers(house.time.now)).toMatchObject([
      { person: li, cover: he, from: '2026-11-25', to: '2026-11-26' },
    ]);
    // Midnight of Chengdu, not of Greenwich.
    house.time.now = '2026-11-26T16:00:00.000Z';
    expect((await find({ to: 'routed' })).holder).toBe(li);
    expect((await house.scopes.scopeOf(he)).grants).toHaveLength(1);
    house.time.now = '2026-11-23T01:05:00.000Z';
  });

  it('takes a role away with the next question', async () => {
    const gone = await hire(house, '旧人', { role: 'townLeader', area: town });
    const [role] = await house.staff.rolesOf([gone], '2026-11-23');
    expect((await house.scopes.scopeOf(gone)).grants).toHaveLength(1);
    await house.database.write((tx) => house.staff.endRole(tx, role?.id ?? '', '2026-11-22'));
    expect((await house.scopes.scopeOf(gone)).grants).toEqual([]);
    expect(await house.roster.living([gone, li])).toEqual(new Set([li]));
    // A name in an old timeline still has its role, but no number to call.
    expect((await house.roster.people([gone])).get(gone)).toEqual({
      id: gone,
      name: '旧人',
      role: '镇领导',
      phone: null,
    });
  });

  it('names people by role and place, and villagers by name alone', async () => {
    const people = await house.roster.people([li, chen, villager, newId()]);
    expect([...people.values()].map(({ name, role, phone }) => `${name} ${role} ${phone}`).sort()).toEqual([
      '李建国 骝马村 网格员 13800005271',
      '王秀英  null',
      '陈静 镇乡村振兴办 13800005271',
    ]);
  });

  it('lists the colleagues who reach a place, without the one who asks', async () => {
    const found = await house.roster.colleagues(place, await house.scopes.scopeOf(chen));
    expect(found.map(({ name }) => name).sort()).toEqual(['何永康', '周敏', '李建国', '秦刚']);
  });

  it('says who is missing where a town has no staff', async () => {
    const nowhere = { ...place, county: '512003', town: '512003101', village: '512003101201', grid: null };
    const asked = {
      assign: { to: 'town' },
      place: nowhere,
      category: 'hardship',
      line: null,
      person: null,
      actor: { person: villager, level: 'village' },
      owner: null,
      exclude: [],
    } as const;
    await expect(house.database.write((tx) => house.roster.find(tx, asked))).rejects.toMatchObject({
      code: 'broken',
    });
  });

  it('puts the household into a villager’s scope only once it is confirmed', async () => {
    const id = newId();
    const household = {
      id,
      county: '512002',
      town,
      village: '512002101217',
      grid: null,
      villageGroup: 3,
      headName: '王秀英',
      phone: '13911112222',
      validFrom: '2026-01-01',
    };
    const members = [
      { id: newId(), name: '王秀英', relation: '户主', birthDate: '1958-03-01', resident: true },
      { id: newId(), name: '刘勇', relation: '儿子', birthDate: null, resident: false },
    ];
    await house.database.write((tx) => house.households.register(tx, { household, members, contacts: [li] }));
    expect(
      await house.database.write((tx) => house.households.claimByPhone(tx, villager, '139 1111 2222')),
    ).toBe(id);
    expect(await house.households.ofPerson(villager)).toEqual({ id, confirmed: false });
    expect(await house.scopes.scopeOf(villager)).toMatchObject({ household: null, village });
    await house.database.write((tx) => house.membership.confirm(tx, household, villager, li));
    expect(await house.scopes.scopeOf(villager)).toMatchObject({ household: id, village: '512002101217' });
    expect(await house.households.subjectPersonOf(id)).toEqual([villager]);
    expect(await house.households.headline([id])).toEqual(
      new Map([[id, { head: '王秀英', villageName: '五显村', group: 3, people: 2, phone: '13911112222' }]]),
    );
    expect(await house.households.placeOf(id)).toEqual({
      county: '512002',
      town,
      village: '512002101217',
      grid: null,
      household: id,
    });
  });

  it('knows the grid of a group, and kin in both directions', async () => {
    await house.database.write((tx) =>
      house.areas.putGrid(tx, { code: `${village}g02`, village, groups: [3, 4] }),
    );
    expect(await house.households.placeOfVillage(village, 4)).toEqual({ ...place, household: null });
    expect((await house.households.placeOfVillage(village)).grid).toBeNull();
    const [a, b] = await Promise.all([registered(house), registered(house)]);
    await house.database.write((tx) =>
      house.households.relate(tx, { id: a, says: '哥哥' }, { id: b, says: '弟弟' }),
    );
    expect(await house.households.kinOf(a)).toEqual(
      new Map([
        [a, '本户'],
        [b, '哥哥'],
      ]),
    );
    expect(await house.households.kinOf(b)).toEqual(
      new Map([
        [b, '本户'],
        [a, '弟弟'],
      ]),
    );
    const [near, far] = [representative(b), representative(null)];
    await house.database.write((tx) => house.households.appoint(tx, [near, far]));
    const found = await house.households.representativesOf(village);
    expect(new Map(found.map(({ id, household }) => [id, household]))).toEqual(
      new Map([
        [near.id, b],
        [far.id, null],
      ]),
    );
  });

  it('finds the leader, or the cover, or whoever is on duty', async () => {
    const leaderOf = () => house.roster.leaderOf(house.database.read(), place);
    expect(await leaderOf()).toBe(chen);
    const leader = await hire(house, '周书记', { role: 'townLeader', area: town });
    expect(await leaderOf()).toBe(leader);
    await leave(leader, he, '2026-12-01', '2026-12-01', 'agreed');
    house.time.now = '2026-12-01T01:00:00.000Z';
    expect(await leaderOf()).toBe(he);
    house.time.now = '2026-11-23T01:05:00.000Z';
  });
});

async function registered({ database, households }: House): Promise<string> {
  const id = newId();
  const household = {
    id,
    county: '512002',
    town,
    village,
    grid: null,
    villageGroup: 1,
    headName: '某',
    phone: null,
    validFrom: '2026-01-01',
  };
  await database.write((tx) => households.register(tx, { household, members: [] }));
  return id;
}

const representative = (household: string | null) => ({
  id: newId(),
  village,
  name: '代表',
  household,
  validFrom: '2026-01-01',
});
