import { Inject, Injectable } from '@nestjs/common';
import { countyOf } from '@songtao/shared/area/area.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { AreaService } from '../area/area.service.js';
import { Audit } from '../platform/audit.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { Tx } from '../platform/tx.js';
import { PersonStore } from './person.store.js';
import { readRoster, type Fault, type RosterEntry } from './roster.csv.js';
import { StaffStore } from './staff.store.js';

/** What a list did, or would do. */
export interface ImportReport {
  readonly faults: readonly Fault[];
  readonly people: number;
  readonly roles: number;
  readonly changed: number;
  readonly unchanged: number;
}

type Done = 'person' | 'role' | 'changed' | 'unchanged';

/** Ends the transaction of a dry run, with what it would have done. */
class DryRun extends Error {
  constructor(readonly report: ImportReport) {
    super('dry run');
  }
}

/** Takes a list of staff into the roster, whole or not at all. A person is known by the telephone number; whoever is new is invited by it. Roles that the list does not name stay as they are: a role ends by its last day. */
@Injectable()
export class RosterImport {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(PersonStore) private readonly people: PersonStore,
    @Inject(StaffStore) private readonly staff: StaffStore,
    @Inject(AreaService) private readonly areas: AreaService,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What the list would do: everything is tried, and taken back. */
  async tryOut(text: string): Promise<ImportReport> {
    try {
      return await this.run(text, (report) => {
        throw new DryRun(report);
      });
    } catch (error) {
      if (error instanceof DryRun) return error.report;
      throw error;
    }
  }

  async import(text: string): Promise<ImportReport> {
    return this.run(text, (report) => report);
  }

  private async run(text: string, finish: (report: ImportReport) => ImportReport): Promise<ImportReport> {
    const { entries, faults } = readRoster(text, this.areas, dayOf(this.clock.iso()));
    if (faults.length > 0) return { faults, people: 0, roles: 0, changed: 0, unchanged: 0 };
    return this.database.write(async (tx) => {
      const done: Done[] = [];
      for (const entry of entries) done.push(...(await this.take(tx, entry)));
      await this.audit.record(tx, {
        actor: 'system',
        role: 'system',
        what: 'roster.imported',
        object: { kind: 'roster', id: this.areas.town().code },
        reason: null,
      });
      const count = (what: Done): number => done.filter((each) => each === what).length;
      return finish({
        faults,
        people: count('person'),
        roles: count('role'),
        changed: count('changed'),
        unchanged: count('unchanged'),
      });
    });
  }

  private async take(tx: Tx, entry: RosterEntry): Promise<Done[]> {
    const known = await this.people.staffWithPhone(tx, entry.phone);
    const person = known ?? (await this.welcome(tx, entry));
    for (const { code, groups } of entry.grids) {
      if (groups) await this.areas.putGrid(tx, { code, village: entry.area, groups });
    }
    return [...(known === null ? (['person'] as const) : []), await this.giveRole(tx, person, entry)];
  }

  private async welcome(tx: Tx, { name, phone }: RosterEntry): Promise<string> {
    const at = this.clock.iso();
    const person = await this.people.insert(tx, { name, phone, at });
    await this.people.invite(tx, phone, person, at);
    return person;
  }

  private async giveRole(
    tx: Tx,
    person: string,
    { role, area, line, from, to, ...entry }: RosterEntry,
  ): Promise<Done> {
    const grids = entry.grids.map(({ code }) => code);
    const roles = await this.staff.historyOf([person], tx);
    const same = roles.find(
      (kept) =>
        kept.role === role &&
        kept.area === area &&
        kept.line === line &&
        (kept.to === null || kept.to >= from),
    );
    if (!same) {
      const town = area.length >= 9 ? area.slice(0, 9) : null;
      const kept = {
        id: newId(),
        person,
        role,
        area,
        county: countyOf(area),
        town,
        grids,
        households: [],
        line,
        from,
        to,
      };
      await this.staff.insertRole(tx, kept);
      return 'role';
    }
    if (same.to === to && same.grids.join() === grids.join()) return 'unchanged';
    await this.staff.changeRole(tx, same.id, { grids, to });
    return 'changed';
  }
}
