import { expect, test } from '@jest/globals';
import { CallError } from '../../platform/call.core';
import { chaos, type Mistake } from './outbox.chaos.spec-support';

const RUNS = 1_000;

test(`${RUNS} runs of kills, lost replies, late arrivals and full phones: nothing lost, nothing doubled`, async () => {
  const most = { kills: 0, late: 0 };
  for (let seed = 1; seed <= RUNS; seed += 1) {
    const { lost, doubled, faults, shown, kills, late } = await chaos(seed);
    expect({ seed, lost, doubled, faults }).toEqual({ seed, lost: [], doubled: [], faults: [] });
    expect(shown.map(({ state }) => state)).toEqual(shown.map(() => 'received'));
    expect(new Set(shown.map(({ number }) => number)).size).toBe(4);
    most.kills += kills;
    most.late += late;
  }
  // The weather was as bad as it was meant to be.
  expect(most.kills).toBeGreaterThan(5 * RUNS);
  expect(most.late).toBeGreaterThan(RUNS);
}, 60_000);

test('answers that are lost twenty times are asked for again, and each thing is taken once', async () => {
  const answers = new Map<string, number>();
  const deaf: Mistake = (ports) => ({
    ...ports,
    write: async (item) => {
      const receipt = await ports.write(item);
      const heard = (answers.get(item.id) ?? 0) + 1;
      answers.set(item.id, heard);
      if (heard <= 20) throw new CallError('away', '', { offline: true });
      return receipt;
    },
  });
  const { lost, doubled, faults, mostAsked } = await chaos(1, deaf);
  expect({ lost, doubled, faults }).toEqual({ lost: [], doubled: [], faults: [] });
  expect(Math.min(...answers.values())).toBe(21);
  expect(mostAsked).toBeGreaterThan(20);
});

/** What a hasty outbox does, and how that shows. */
const mistakes: readonly (readonly [what: string, shows: 'lost' | 'doubled' | 'faults', mistake: Mistake])[] =
  [
    ['keeps its queue in memory', 'lost', (ports) => ({ ...ports, put: () => true })],
    [
      'believes that a full phone has kept it',
      'faults',
      (ports) => ({ ...ports, put: (item) => ports.put(item) || true }),
    ],
    [
      'takes silence for an answer',
      'lost',
      (ports) => ({ ...ports, write: (item) => ports.write(item).catch(() => ({ number: '?' })) }),
    ],
    [
      'makes a new request id for every try',
      'doubled',
      (ports) => ({
        ...ports,
        write: (item) => ports.write({ ...item, input: { requestId: ports.chance() } }),
      }),
    ],
    [
      'throws a recording away when it begins to send it',
      'faults',
      (ports) => ({
        ...ports,
        sendFile: async (file) => {
          const sent = ports.sendFile(file);
          ports.dropFile(file.id);
          await sent;
        },
      }),
    ],
  ];

test.each(mistakes)('an outbox that %s is found out: %s', async (_, shows, mistake) => {
  let found = 0;
  for (let seed = 1; seed <= 20; seed += 1) if ((await chaos(seed, mistake))[shows].length > 0) found += 1;
  expect(found).toBeGreaterThan(0);
});
