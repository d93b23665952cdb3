import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMinutes } from '@songtao/shared/calendar/calendar.js';
import { resolveParams } from '@songtao/shared/policy/param.js';
import { cards, type CardKind } from '../wechat/templates.js';
import type { Delivery, Rung } from './delivery.store.js';
import { above, outcomeOf, type Sent } from './ladder.js';

const params = resolveParams([], '512002101', '2026-11-23');
const monday = '2026-11-23T01:05:00.000Z';
const night = '2026-11-23T15:00:00.000Z';

const message = (change: Partial<Delivery> = {}): Delivery => ({
  id: 'a',
  person: 'p',
  card: 'taskUrgent',
  about: { kind: 'case', id: 'c' },
  urgent: true,
  tries: 0,
  createdAt: monday,
  rung: null,
  lease: monday,
  ...change,
});
const after = (sent: Sent, change: Partial<Delivery> = {}, now = monday, tries = 1) =>
  outcomeOf(sent, message(change), { tries, now, params });
const refused: Sent = { kind: 'inboxOnly', why: 'subscribe: 43101 notSubscribed' };
const calm = { card: 'pleaseAnswer', urgent: false } as const;

describe('the ladder of channels', () => {
  it('goes from WeChat to a short message to a person who calls', () => {
    expect([above(null), above('sms'), above('call')]).toEqual(['sms', 'call', undefined]);
  });

  it('is climbed at once where a channel refuses', () => {
    expect(after(refused)).toMatchObject({ state: 'new', rung: 'sms', tries: 0, nextAt: monday });
    expect(after(refused, { rung: 'sms' })).toMatchObject({ state: 'new', rung: 'call', nextAt: monday });
    expect(after(refused, calm)).toMatchObject({ state: 'new', rung: 'sms' });
  });

  it('does not send anybody to the telephone for what is not urgent before a day has passed', () => {
    expect(after(refused, { ...calm, rung: 'sms' })).toMatchObject({
      state: 'inboxOnly',
      rung: 'sms',
      climbAt: '2026-11-24T01:05:00.000Z',
    });
    // Not at night either.
    expect(after(refused, { ...calm, rung: 'sms', createdAt: night }).climbAt).toBe(
      '2026-11-25T00:30:00.000Z',
    );
  });

  it('is climbed after ten minutes where danger was sent and nobody reads it, or nobody knows whether it was', () => {
    const sent: Sent = { kind: 'sent', channel: 'employee' };
    expect(after(sent)).toMatchObject({
      state: 'sent',
      channel: 'employee',
      climbAt: addMinutes(monday, 10),
    });
    expect(after({ kind: 'unknown', channel: 'sms' }, { rung: 'sms' })).toMatchObject({
      state: 'unknown',
      channel: 'sms',
      climbAt: addMinutes(monday, 10),
    });
    expect(after(sent, calm).climbAt).toBeNull();
    expect(after({ kind: 'sent', channel: 'call' }, { rung: 'call' }).climbAt).toBeNull();
  });

  it('does not wait for a channel that is away longer than danger may wait', () => {
    const away: Sent = { kind: 'again', why: 'employee: away' };
    expect(after(away)).toMatchObject({ state: 'new', rung: null, nextAt: addMinutes(monday, 1) });
    expect(after(away, {}, addMinutes(monday, 11), 3)).toMatchObject({ rung: 'sms', tries: 0 });
    expect(after(away, calm, addMinutes(monday, 11), 3)).toMatchObject({ rung: null, tries: 3 });
    expect(after(away, { card: 'taskOpened', urgent: false }, addMinutes(monday, 11), 118)).toMatchObject({
      state: 'parked',
    });
  });

  it('wakes nobody at night but for danger', () => {
    expect(after(refused, { ...calm, createdAt: night }, night).nextAt).toBe('2026-11-24T00:30:00.000Z');
    expect(after({ kind: 'tomorrow', why: 'quota' }, calm, night).nextAt).toBe('2026-11-24T00:30:00.000Z');
    expect(after(refused, {}, night).nextAt).toBe(night);
  });

  it('ends: no message climbs for ever, and only the cards of the policy climb at all', () => {
    const kinds: readonly Sent['kind'][] = ['sent', 'inboxOnly', 'again', 'tomorrow', 'alarm', 'unknown'];
    const order: readonly Rung[] = [null, 'sms', 'call'];
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.constantFrom(...(Object.keys(cards) as CardKind[])),
        fc.constantFrom(...order),
        fc.boolean(),
        fc.nat({ max: 120 }),
        fc.integer({ min: 0, max: 5_000 }),
        (kind, card, rung, urgent, tries, minutes) => {
          const sent = { kind, why: 'x', channel: 'sms' } as Sent;
          const now = addMinutes(monday, minutes);
          const out = outcomeOf(sent, message({ card, rung, urgent }), { tries, now, params });
          const steps = order.indexOf(out.rung) - order.indexOf(rung);
          const climbs = ['taskUrgent', 'pleaseAnswer', 'pleaseMeet'].includes(card) && rung !== 'call';
          expect([0, 1]).toContain(steps);
          if (!climbs) expect([steps, out.climbAt]).toEqual([0, null]);
          if (out.climbAt !== null) expect(out.climbAt > now || out.state !== 'sent').toBe(true);
          if (out.state === 'new') expect(out.nextAt >= now).toBe(true);
        },
      ),
    );
  });
});
