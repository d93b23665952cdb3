import { Inject, Injectable } from '@nestjs/common';
import { pushAt } from '@songtao/shared/worklist/rung.js';
import { PersonService } from '../identity/person.service.js';
import { RosterService } from '../identity/roster.service.js';
import { AppError } from '../platform/errors.js';
import { Clock } from '../platform/clock.js';
import type { Tx } from '../platform/tx.js';
import type { Delivery } from './delivery.store.js';
import { HousePolicy } from './house.policy.js';
import { Outbox } from './outbox.service.js';

/** Opens a task to call this person about this case; false where the case is over or takes none. */
type CaseCall = (tx: Tx, request: { readonly caseId: string; readonly person: string }) => Promise<boolean>;

/** The last rung: somebody of the staff calls. News of a case becomes a task of that case, all else a message to whoever is on duty. */
@Injectable()
export class CallDesk {
  /** Set by the cases, which stand above this. */
  onCase: CaseCall = () => Promise.resolve(false);

  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(PersonService) private readonly people: PersonService,
    @Inject(HousePolicy) private readonly house: HousePolicy,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async ask(tx: Tx, { id, person, about, urgent }: Delivery): Promise<void> {
    if (about.kind === 'case' && about.id && (await this.onCase(tx, { caseId: about.id, person }))) return;
    const [whom] = await this.people.some([person], tx);
    if (!whom) throw new AppError('broken');
    await this.outbox.tell(tx, {
      person: await this.roster.onDuty(tx, this.house.place),
      event: `${id}.call`,
      title: '打电话告诉一声，没联系上',
      body: `${whom.name} ${whom.phone ?? '没有留电话'}`,
      about: { kind: about.kind === 'case' ? 'case' : 'none', id: about.kind === 'case' ? about.id : null },
      card: 'taskOpened',
      waiting: true,
      urgent,
      pushAt: pushAt(this.clock.iso(), urgent, await this.house.params()),
    });
  }
}
