import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database.js';

/** What waits for a person. */
export interface Counts {
  readonly unread: number;
  readonly waiting: number;
  readonly open: number;
}

// By table and not by row class: these three tables belong to features that stand above this one.
@Injectable()
export class CountsStore {
  constructor(@Inject(Database) private readonly database: Database) {}

  async of(person: string): Promise<Counts> {
    const [unread, cases] = await Promise.all([this.unread(person), this.cases(person)]);
    return { unread, ...cases };
  }

  /** Open tasks of a person that fall due up to that moment. */
  async tasks(person: string, before: string): Promise<number> {
    const found = await this.query()
      .select('COUNT(*)', 'n')
      .from('case_task', 't')
      .where('t.holder = :person AND t.closed_at IS NULL AND t.due <= :before', {
        person,
        before: new Date(before),
      })
      .getRawOne<{ n: string | number }>();
    return Number(found?.n ?? 0);
  }

  private async unread(person: string): Promise<number> {
    const found = await this.query()
      .select('COUNT(*)', 'n')
      .from('inbox_message', 'm')
      .where('m.person = :person AND m.read_at IS NULL', { person })
      .getRawOne<{ n: string | number }>();
    return Number(found?.n ?? 0);
  }

  private async cases(person: string): Promise<{ waiting: number; open: number }> {
    const found = await this.query()
      .select('p.party', 'party')
      .addSelect('c.id', 'id')
      .addSelect('c.waits_for', 'waitsFor')
      .from('case_party', 'p')
      .innerJoin('case_record', 'c', 'c.id = p.case_id')
      .where(`p.person = :person AND p.party IN ('reporter', 'subject', 'follower') AND c.kind <> 'closed'`, {
        person,
      })
      .getRawMany<{ party: string; id: string; waitsFor: string | null }>();
    const waiting = found.filter(({ party, waitsFor }) => party === 'subject' && waitsFor === 'villager');
    return { open: new Set(found.map(({ id }) => id)).size, waiting: waiting.length };
  }

  private query() {
    return this.database.read().manager.createQueryBuilder();
  }
}
