import { Inject, Injectable } from '@nestjs/common';
import type { Scope } from '@songtao/shared/access/scope.js';
import type { CaseView, caseApi } from '@songtao/shared/api/case.js';
import type { OutputOf, ParsedInputOf } from '@songtao/shared/api/endpoint.js';
import { errorTable } from '@songtao/shared/api/errors.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import type { Caller } from '../platform/caller.js';
import { Database } from '../platform/database.js';
import { AppError } from '../platform/errors.js';
import { Writes } from '../platform/idempotency.js';
import type { Reader, Tx } from '../platform/tx.js';
import type { LoadedCase } from './case.model.js';
import { CaseProcedure, type Act } from './case.procedure.js';
import { CasePages } from './case.pages.js';
import { CaseStore } from './case.store.js';

/** Acting on cases: one way, whatever they are about. */
@Injectable()
export class CaseService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Writes) private readonly writes: Writes,
    @Inject(CaseStore) private readonly cases: CaseStore,
    @Inject(CaseProcedure) private readonly procedure: CaseProcedure,
    @Inject(CasePages) private readonly pages: CasePages,
  ) {}

  /** Does one action, once, and answers the page as it is now. */
  async act(caller: Caller, input: ParsedInputOf<typeof caseApi.act>): Promise<CaseView> {
    const { id, action, form, version } = input;
    const request = { actor: caller.personId, requestId: input.requestId, body: input };
    await this.database.write((tx) =>
      this.writes.once(tx, request, async () => {
        const { head } = await this.getCase(tx, caller.scope, id);
        // By this way it would be done to one case only, and the others would not hear of it.
        if (workflowOf(head.category).actions[action]?.screen) throw new AppError('notFound');
        const after = await this.actWithin(tx, caller.scope, { id, action, form, version });
        return { id: after.head.id };
      }),
    );
    return this.pages.after(caller.scope, id);
  }

  /** Does one action inside somebody's transaction. */
  async actWithin(
    tx: Tx,
    scope: Scope,
    { id, ...act }: Omit<Act, 'scope'> & { id: string },
  ): Promise<LoadedCase> {
    await this.cases.lock(tx, id);
    const loaded = await this.getCase(tx, scope, id);
    return this.procedure.act(tx, loaded, { ...act, scope });
  }

  /** Does one action to several cases, each in its own transaction: one that fails does not touch the others. */
  async batch(
    caller: Caller,
    { action, form, items }: ParsedInputOf<typeof caseApi.batch>,
  ): Promise<OutputOf<typeof caseApi.batch>> {
    const results: OutputOf<typeof caseApi.batch>['items'] = [];
    for (const { id, requestId, version } of items) {
      try {
        await this.act(caller, { id, requestId, version, action, form });
        results.push({ id, ok: true, code: null, message: null });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        results.push({
          id,
          ok: false,
          code: error.code,
          message: error.extras.message ?? errorTable[error.code].message,
        });
      }
    }
    return { items: results };
  }

  /** Joins a case to a live one of the same person, by hand: the reporters move over, the case closes. */
  async join(caller: Caller, input: ParsedInputOf<typeof caseApi.join>): Promise<CaseView> {
    const { id, into, version } = input;
    const request = { actor: caller.personId, requestId: input.requestId, body: input };
    await this.database.write((tx) =>
      this.writes.once(tx, request, async () => {
        const target = await this.getCase(tx, caller.scope, into);
        requireSameMatter(await this.getCase(tx, caller.scope, id), target);
        const joined = await this.actWithin(tx, caller.scope, {
          id,
          action: 'join',
          form: { into },
          version,
        });
        await this.cases.link(tx, id, into, 'joined');
        for (const { person, party, hidden } of joined.parties) {
          await this.cases.addParty(tx, into, {
            person,
            party: party === 'reporter' ? 'follower' : party,
            hidden,
          });
        }
        await this.procedure.actAsSystem(tx, target.head.id, {
          action: 'joined',
          form: joined.rows[0]?.form ?? {},
          reason: 'joined by hand',
        });
        return { id: into };
      }),
    );
    return this.pages.get(caller.scope, into);
  }

  /** Several cases within reach; one that is not within reach answers notFound. */
  async loadMany(db: Reader, scope: Scope, ids: readonly string[]): Promise<LoadedCase[]> {
    return Promise.all(ids.map((id) => this.getCase(db, scope, id)));
  }

  private async getCase(db: Reader, scope: Scope, id: string): Promise<LoadedCase> {
    const loaded = await this.cases.find(db, scope, id);
    if (!loaded) throw new AppError('notFound');
    return loaded;
  }
}

// Whoever said one of them is told of the other from then on: it has to be the same people's.
function requireSameMatter({ head }: LoadedCase, { head: into }: LoadedCase): void {
  const isForeign = head.household !== null && into.household !== null && head.household !== into.household;
  if (isForeign || head.category !== into.category || head.id === into.id)
    throw new AppError('blocked', {
      message: '不是同一户的同一类事，不能并',
      details: { guard: 'household' },
    });
}
