import { Inject, Injectable } from '@nestjs/common';
import { lineKeys, type Line } from '@songtao/shared/access/line.js';
import type { Scope } from '@songtao/shared/access/scope.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import { filesIn } from '@songtao/shared/form/form.js';
import { actsAt, type Decision, type Opening } from '@songtao/shared/workflow/decide.js';
import type { Ctx } from '@songtao/shared/workflow/define.js';
import {
  lastMain,
  since,
  type CaseState,
  type Decided,
  type Row,
  type Task,
} from '@songtao/shared/workflow/fold.js';
import { FilesService } from '../files/files.service.js';
import { RosterService } from '../identity/roster.service.js';
import { AppError } from '../platform/errors.js';
import type { Tx } from '../platform/tx.js';
import type { CaseHead } from './case.model.js';
import type { Projection } from './case.store.js';

/** Name under which the engine itself acts. */
export const systemActor = 'system';

/** Who acts in this scope. */
export const actorOf = (scope: Scope): string => (scope.kind === 'system' ? systemActor : scope.person);

/** Id of the task that a row of a case opens under a key. */
export const taskId = (caseId: string, seq: number, key: string): string =>
  `${caseId}.${seq}.${key}`.slice(0, 60);

/** Makes of what was decided the row that is appended, with living holders, and what stands beside the fold. */
@Injectable()
export class CaseRows {
  constructor(
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(FilesService) private readonly files: FilesService,
  ) {}

  /** Turns a decision into a row: every task finds its holder. Whoever had a hand in what the case is about does not judge it, where there is somebody else. */
  async record(
    tx: Tx,
    head: CaseHead,
    decision: Decision,
    ctx: Omit<Ctx, 'state'>,
    about: readonly Row[] = [],
  ): Promise<Row> {
    await this.requireOwnFiles(tx, head, decision, ctx.actor.person);
    const seq = ctx.history.length + 1;
    const acted = [...about, ...ctx.history].filter((row) => row.as.kind === 'role').map((row) => row.actor);
    const opened: Task[] = [];
    for (const opening of decision.opens) {
      const found = await this.holderOf(tx, head, { opening, decision, ctx, acted });
      opened.push({
        id: taskId(head.id, seq, opening.key),
        key: opening.key,
        opened: ctx.now,
        due: opening.due,
        main: opening.main,
        ...found,
      });
    }
    const { to, floor, reached, outcome, urgent, round, closes } = decision;
    const decided: Decided = {
      definition: workflowOf(head.category).version,
      ...(to !== undefined && { to }),
      ...(opened.length > 0 && { opened }),
      ...(closes.length > 0 && { closed: closes }),
      ...(floor && { floor }),
      ...(reached && { reached }),
      ...(outcome !== undefined && { outcome }),
      ...(urgent !== undefined && { urgent }),
      ...(round && { round }),
    };
    return {
      seq,
      action: decision.action,
      actor: ctx.actor.person,
      as: decision.as,
      form: decision.form,
      at: ctx.now,
      decided,
    };
  }

  /** The projection beside the fold: when the engine acts, and what keeps a second one from being filed. */
  projection(
    head: CaseHead,
    state: CaseState,
    rows: readonly Row[],
    decision: Pick<Decision, 'opens' | 'form'>,
    ctx: Ctx,
  ): Projection {
    const workflow = workflowOf(head.category);
    const current = workflow.states[state.status];
    const isDone = since(rows).some((row) => row.action === current?.after?.do);
    const named = decision.opens.find((opening) => opening.assign.to === 'line');
    const line = named ? lineIn(decision.form, named) : null;
    return {
      actsAt: isDone ? null : actsAt(workflow, { ...ctx, state }),
      liveKey: current?.kind === 'closed' ? null : liveKeyOf(head),
      line: line ?? (staysInLine(rows) ? (head.line as Line | null) : null),
    };
  }

  // Whoever may open the case is handed its files: nobody opens a stranger's by naming it. Words come before what was taken with them, so one may still be on its way.
  async requireOwnFiles(
    tx: Tx,
    { category }: CaseHead,
    { action, form }: Pick<Decision, 'action' | 'form'>,
    person: string,
  ): Promise<void> {
    const named = filesIn(workflowOf(category).actions[action]?.form, form);
    if (person === systemActor || (await this.files.foreignTo(person, named, tx)).length === 0) return;
    throw new AppError('badInput', { details: { fields: ['files'] } });
  }

  private async holderOf(
    tx: Tx,
    head: CaseHead,
    {
      opening,
      decision,
      ctx,
      acted,
    }: { opening: Opening; decision: Decision; ctx: Omit<Ctx, 'state'>; acted: readonly string[] },
  ) {
    const { assign } = opening;
    const form = decision.form;
    const person = assign.to === 'person' ? String(form[assign.field]) : null;
    // A closed case is handed up from whoever held it last.
    const last = lastMain(ctx.history);
    const owner = last ? { person: last.holder, level: last.level } : null;
    const actor = {
      person: ctx.actor.person,
      level: decision.as.kind === 'role' ? decision.as.level : 'village',
    } as const;
    const line = assign.to === 'line' ? lineIn(form, opening) : null;
    return this.roster.find(tx, {
      assign,
      place: head,
      category: head.category,
      line,
      person,
      actor,
      owner,
      exclude: [...new Set(acted)],
    });
  }
}

// A line keeps its reach for as long as the same person holds the case, or a colleague of that line takes it over.
function staysInLine(rows: readonly Row[]): boolean {
  const [last, holder] = [rows.at(-1), lastMain(rows)?.holder];
  if (holder === lastMain(rows.slice(0, -1))?.holder) return true;
  return last?.as.kind === 'role' && last.as.role === 'townLine' && last.actor === holder;
}

/** What keeps a second one from being filed: the household or the group of the village, the category and the tile; null where nothing joins. */
export function liveKeyOf({
  household,
  village,
  group,
  category,
  titleKey,
}: Pick<CaseHead, 'household' | 'village' | 'group' | 'category' | 'titleKey'>): string | null {
  const { joins } = workflowOf(category);
  if (joins === 'household') return household === null ? null : `${household}|${category}|${titleKey}`;
  const isShared = titleKey !== null && joins?.inGroup.includes(titleKey) === true && village !== '';
  return isShared ? `${village}.${group ?? ''}|${category}|${titleKey}` : null;
}

function lineIn(form: Decision['form'], { assign }: Opening): Line | null {
  if (assign.to === 'line' && 'line' in assign) return assign.line;
  const value = 'field' in assign ? form[assign.field] : null;
  return lineKeys.find((line) => line === value) ?? null;
}
