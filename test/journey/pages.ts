import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseApi } from '@songtao/shared/api/case.js';
import type { Persona } from '@songtao/shared/api/session.js';
import { Stage } from '../support/stage.js';
import { Tour } from '../support/tour.js';

// Some fifty pages: half a minute where the machine has nothing else to do.
const LONG = 400_000;

/** Pages that no row leads to, only an act: for each person a way to their addresses. */
type Acts = Partial<Record<Persona, (stage: Stage) => Promise<string[]>>>;

/** A case within reach that is at this point. */
export async function caseAt(stage: Stage, persona: Persona, status: string): Promise<string> {
  const client = await stage.story.as(persona);
  const { items } = await client.call(caseApi.list, { worklist: 'open', limit: 100 });
  const found = items.find((line) => line.status === status);
  if (!found) throw new Error(`${persona} sees no case that is ${status}`);
  return found.id;
}

/** A tour for each of these people, in normal and in large letters; a kind of page is measured once for all of them. */
export function toursOf(people: readonly Persona[], acts: Acts): void {
  describe('every page that somebody can reach', () => {
    let stage: Stage;
    const measured = { normal: new Set<string>(), elder: new Set<string>() };

    beforeAll(async () => {
      stage = await Stage.open('cases');
    }, LONG);
    afterAll(() => stage.close());

    it.each(people)(
      'opens for %s, says something and can be used',
      async (persona) => {
        const phone = await stage.as(persona);
        const tour = new Tour(phone, measured.normal);
        await tour.walk();
        await tour.visit((await acts[persona]?.(stage)) ?? []);
        await phone.chooseElder();
        const large = new Tour(phone, measured.elder);
        await large.visit(tour.unmeasured(measured.elder));
        const faulty = [...tour.stops, ...large.stops].filter(({ faults }) => faults.length > 0);
        expect(faulty).toEqual([]);
      },
      LONG,
    );
  });
}
