import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CallDesk } from '../outbox/call.desk.js';
import { CaseProcedure } from './case.procedure.js';

/** Where no message arrived a case gets a task to call: the last rung of the outbox. */
@Injectable()
export class CaseCalls implements OnModuleInit {
  constructor(
    @Inject(CallDesk) private readonly desk: CallDesk,
    @Inject(CaseProcedure) private readonly procedure: CaseProcedure,
  ) {}

  onModuleInit(): void {
    this.desk.onCase = (tx, { caseId, person }) =>
      this.procedure.tryAsSystem(tx, caseId, {
        action: 'unreached',
        form: { person },
        reason: 'no message arrived',
      });
  }
}
