import { Inject, Injectable } from '@nestjs/common';
import { dayOf, type Day } from '@songtao/shared/calendar/calendar.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import type { Tx } from '../platform/tx.js';
import type { Leave, LeaveState } from './leave.model.js';
import { LeaveStore } from './leave.store.js';
import { StaffStore, type KeptRole } from './staff.store.js';

/** Leave with its cover: asked, and held once the colleague has agreed. */
@Injectable()
export class LeaveService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LeaveStore) private readonly leaves: LeaveStore,
    @Inject(StaffStore) private readonly staff: StaffStore,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** One's own leave, and leave that asks oneself for cover, that is not yet over. */
  about(person: string): Promise<Leave[]> {
    return this.leaves.about(person, this.today());
  }

  /** Who stands in for somebody today; null while nobody has to. */
  async coverOf(person: string): Promise<string | null> {
    const found = await this.leaves.inForce(this.database.read(), this.today());
    return found.find((leave) => leave.person === person)?.cover ?? null;
  }

  /** Colleagues who could stand in: staff of the same village, of the same town, or of the same county where oneself is of the county; the nearest first. */
  async colleaguesOf(person: string): Promise<string[]> {
    const [own] = await this.staff.rolesOf([person], this.today());
    if (!own) return [];
    const place = { county: own.area.slice(0, 6), town: own.area.slice(0, 9) };
    const posts = await this.staff.posts(this.database.read(), place, this.today());
    const others = posts.filter(
      (post) => post.person !== person && post.role !== 'admin' && isNear(own, post),
    );
    const near = others.toSorted((a, b) => Number(b.area === own.area) - Number(a.area === own.area));
    return [...new Set(near.map((post) => post.person))];
  }

  async ask(tx: Tx, leave: { id: string; person: string; cover: string; from: Day; to: Day }): Promise<void> {
    if (leave.from < this.today() || leave.to < leave.from) throw wrong('to');
    if (!(await this.colleaguesOf(leave.person)).includes(leave.cover)) throw wrong('cover');
    if (await this.leaves.clashing(tx, leave.person, leave.from, leave.to)) {
      throw new AppError('blocked', { message: '这几天已经请好了', details: { guard: 'leave' } });
    }
    const asked = { ...leave, state: 'asked', answeredAt: null } as const;
    if (!(await this.leaves.insert(tx, asked, this.clock.iso()))) throw new AppError('keyReused');
  }

  /** The colleague agrees or not; whoever asked may cancel. Throws notFound for anybody else, notNow where it was answered before. */
  async answer(tx: Tx, person: string, id: string, answer: Exclude<LeaveState, 'asked'>): Promise<Leave> {
    const leave = await this.leaves.find(tx, id);
    const isAsked = leave?.person === person || leave?.cover === person;
    if (!leave || !isAsked) throw new AppError('notFound');
    if ((answer === 'cancelled' ? leave.person : leave.cover) !== person) throw new AppError('notYours');
    const isOpen = leave.state === 'asked' || (answer === 'cancelled' && leave.state === 'agreed');
    if (!isOpen) throw new AppError('notNow');
    if (answer === 'agreed' && (await this.leaves.clashing(tx, person, leave.from, leave.to))) {
      throw new AppError('blocked', { message: '那几天您自己也请了假', details: { guard: 'ownLeave' } });
    }
    if (!(await this.leaves.answer(tx, leave, answer, this.clock.iso()))) throw new AppError('stale');
    return { ...leave, state: answer };
  }

  private today(): Day {
    return dayOf(this.clock.iso());
  }
}

const wrong = (field: string): AppError => new AppError('badInput', { details: { fields: [field] } });

const isNear = (own: KeptRole, { area }: KeptRole): boolean =>
  own.area.length === 6 ? area === own.area : area.startsWith(own.area.slice(0, 9));
