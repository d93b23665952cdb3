import { Inject, Injectable } from '@nestjs/common';
import type { Params } from '@songtao/shared/policy/param.js';
import { workflowOf } from '@songtao/shared/category/registry.js';
import type { Row } from '@songtao/shared/workflow/fold.js';
import { pushAt } from '@songtao/shared/worklist/rung.js';
import { AreaService } from '../area/area.service.js';
import { RosterService } from '../identity/roster.service.js';
import { Outbox, type News } from '../outbox/outbox.service.js';
import type { Tx } from '../platform/tx.js';
import type { LoadedCase } from './case.model.js';
import { sectionsFor } from './case.reader.js';
import { told } from './case.told.js';

/** Tells the parties what happened and the holders what is theirs now. */
@Injectable()
export class CaseAnnouncer {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(RosterService) private readonly roster: RosterService,
    @Inject(AreaService) private readonly areas: AreaService,
  ) {}

  async tell(tx: Tx, loaded: LoadedCase, row: Row, params: Params): Promise<void> {
    // Of a case that has just begun nobody was told or asked anything yet.
    if (row.seq > 1) {
      await this.outbox.acknowledge(tx, row.actor, loaded.head.id);
      await this.outbox.settle(tx, loaded.head.id, asked(loaded));
    }
    const isTold = workflowOf(loaded.head.category).actions[row.action]?.announces;
    await this.outbox.tell(
      tx,
      ...this.forHolders(loaded, row, params),
      ...(isTold ? await this.forParties(tx, loaded, row, params) : []),
    );
  }

  private forHolders({ head, state }: LoadedCase, row: Row, params: Params): News[] {
    const workflow = workflowOf(head.category);
    const others = (row.decided.opened ?? []).filter(({ holder }) => holder !== row.actor);
    return others.map((task) => ({
      person: task.holder,
      event: task.id,
      title: taskTitle(workflow, task.key),
      body: `${this.areas.nameOf(head.village)}${head.group === null ? '' : `${head.group}组`}`,
      about: { kind: 'case', id: head.id },
      card: state.urgent ? 'taskUrgent' : 'taskOpened',
      waiting: true,
      urgent: state.urgent,
      pushAt: pushAt(row.at, state.urgent, params),
    }));
  }

  private async forParties(tx: Tx, loaded: LoadedCase, row: Row, params: Params): Promise<News[]> {
    const { head, state, parties } = loaded;
    const workflow = workflowOf(head.category);
    const people = await this.roster.people(
      [row.actor, ...(row.decided.opened ?? []).map((task) => task.holder), state.owner ?? ''],
      tx,
    );
    const words = told(workflow, loaded, row, 'villager', people);
    if (words === null) return [];
    const current = workflow.states[state.status];
    const hearers = new Set(parties.map(({ person }) => person));
    if (row.seq > 1) hearers.delete(row.actor);
    return [...hearers].map((person) => {
      const as = parties
        .filter((party) => party.person === person)
        .map(({ party }) => ({ kind: 'party', party }) as const);
      // Who reported for somebody else is told the state, never what was found there.
      const sees = sectionsFor(workflow, as).has('timeline');
      const isAsked = current?.kind === 'waiting' && as.some(({ party }) => party === 'subject');
      return {
        person,
        event: `${head.id}.${row.seq}`,
        ...lines(sees ? words : '您报的事有了新进展', current?.says ?? '', isAsked),
        about: { kind: 'case', id: head.id },
        card: isAsked ? 'pleaseAnswer' : 'newMessage',
        waiting: isAsked,
        urgent: false,
        pushAt: pushAt(row.at, false, params),
      };
    });
  }
}

// Whoever has to answer reads first what is asked; everybody else what happened.
const lines = (happened: string, says: string, isAsked: boolean): { title: string; body: string } =>
  isAsked ? { title: says, body: happened } : { title: happened, body: says };

/** Who still has to act: the holders of open tasks, and the villager while the case waits for one. */
function asked({ head, state, parties }: LoadedCase): string[] {
  const isWaiting = workflowOf(head.category).states[state.status]?.kind === 'waiting';
  const subjects = parties.filter(({ party }) => isWaiting && party === 'subject');
  return [...state.tasks.map((task) => task.holder), ...subjects.map(({ person }) => person)];
}

/** The words of a task, wherever its procedure opens it. */
export function taskTitle(workflow: ReturnType<typeof workflowOf>, key: string): string {
  const ofStates = Object.values(workflow.states).flatMap((state) => state.task ?? []);
  const ofActions = Object.values(workflow.actions).flatMap((action) => action.opens ?? []);
  return [...ofStates, ...ofActions].find((task) => task.key === key)?.title ?? workflow.title;
}
