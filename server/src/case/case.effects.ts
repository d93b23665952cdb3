import { Injectable } from '@nestjs/common';
import type { Row } from '@songtao/shared/workflow/fold.js';
import type { Tx } from '../platform/tx.js';
import type { LoadedCase } from './case.model.js';

/** What an effect is given: the case as it is after the row, and a way to let the engine act on a linked case in the same transaction. */
export interface EffectCall {
  readonly tx: Tx;
  readonly loaded: LoadedCase;
  readonly row: Row;
  /** Acts as the engine on another case; false where that has moved on and the act no longer fits. */
  readonly tryAsSystem: (caseId: string, action: string) => Promise<boolean>;
  /** Files a case in the engine's name on behalf of the subject of this one. */
  readonly fileAsSystem: (request: SystemFiling) => Promise<void>;
}

/** A case that the engine files, such as the application at another door after a no. */
export interface SystemFiling {
  readonly category: 'inquiry';
  readonly form: Readonly<Record<string, unknown>>;
  readonly about: LoadedCase;
  readonly link: 'refersTo';
}

/** Something that an action does beyond its own case, inside the same transaction. */
export type Effect = (call: EffectCall) => Promise<void>;

/** Effects by the names that the definitions use; each feature brings its own. */
@Injectable()
export class CaseEffects {
  private readonly effects = new Map<string, Effect>();

  register(name: string, effect: Effect): void {
    if (this.effects.has(name)) throw new Error(`effect ${name} is registered twice`);
    this.effects.set(name, effect);
  }

  get(name: string): Effect {
    const effect = this.effects.get(name);
    if (!effect) throw new Error(`effect ${name} is declared and not implemented`);
    return effect;
  }

  /** Throws unless every name that a definition uses is implemented. */
  check(names: readonly string[]): void {
    for (const name of names) this.get(name);
  }
}
