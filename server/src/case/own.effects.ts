import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { doors } from '@songtao/shared/category/hardship.form.js';
import { effectNames } from '@songtao/shared/category/registry.js';
import { AppError } from '../platform/errors.js';
import { CaseEffects, type EffectCall } from './case.effects.js';
import { CaseStore } from './case.store.js';

/** Effects of cases on cases. */
@Injectable()
export class OwnEffects implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    @Inject(CaseEffects) private readonly effects: CaseEffects,
    @Inject(CaseStore) private readonly cases: CaseStore,
  ) {}

  onModuleInit(): void {
    this.effects.register('openDoor', (call) => this.openDoor(call));
    this.effects.register('upholdAppeal', (call) => this.upholdAppeal(call));
    this.effects.register('narrowObjection', (call) => this.narrowObjection(call));
    this.effects.register('settleObjection', (call) => this.settleObjection(call));
  }

  // A definition whose effect nobody does would fail at a villager's tap; it fails here instead.
  onApplicationBootstrap(): void {
    this.effects.check(effectNames);
  }

  /** One tap sends the refused over to the door that was named: a case of its own, linked to this one. */
  private async openDoor({ loaded, fileAsSystem }: EffectCall): Promise<void> {
    const refusal = loaded.rows.findLast(({ form }) => typeof form['door'] === 'string');
    const door = doors.find(({ value }) => value === refusal?.form['door']);
    await fileAsSystem({
      category: 'inquiry',
      form: { about: 'door', words: `想申请：${door?.title ?? '别的办法'}` },
      about: loaded,
      link: 'refersTo',
    });
  }

  /** What was handled wrongly begins anew, one level up. */
  private async upholdAppeal({ loaded, row, tryAsSystem }: EffectCall): Promise<void> {
    if (row.decided.outcome !== 'upheld') return;
    const target = loaded.links.find(
      ({ kind, direction }) => kind === 'appealsAgainst' && direction === 'from',
    );
    if (target) await tryAsSystem(target.caseId, 'appealUpheld');
  }

  /** 说不清 holds every household of the notice until the town says which is meant. */
  private async narrowObjection({ tx, loaded, row }: EffectCall): Promise<void> {
    const household = String(row.form['household']);
    const objected = loaded.links.filter(
      ({ kind, direction }) => kind === 'objectsTo' && direction === 'from',
    );
    const meant = await this.cases.ofHousehold(
      tx,
      objected.map(({ caseId }) => caseId),
      household,
    );
    if (meant.length === 0) throw new AppError('badInput', { details: { fields: ['household'] } });
    for (const { caseId } of objected)
      if (!meant.includes(caseId)) await this.cases.unlink(tx, loaded.head.id, caseId, 'objectsTo');
  }

  /** Upheld, the household goes back to the check and its name comes off. */
  private async settleObjection({ loaded, row, tryAsSystem }: EffectCall): Promise<void> {
    if (row.decided.outcome !== 'upheld') return;
    for (const link of loaded.links.filter(
      ({ kind, direction }) => kind === 'objectsTo' && direction === 'from',
    )) {
      await tryAsSystem(link.caseId, 'objectionUpheld');
    }
  }
}
