import { describe, expect, it } from '@jest/globals';
import { categories } from '../category/registry.js';
import { leadsFrom, type Workflow } from '../workflow/define.js';
import { worklistKeys, worklists, type Worklist } from './worklist.js';

const lists = Object.entries<Worklist>(worklists).map(([key, list]) => ({ key, ...list }));
const workflows: Readonly<Record<string, Workflow>> = categories;

describe('every list', () => {
  it('has its own title', () => {
    expect(new Set(lists.map(({ title }) => title)).size).toBe(worklistKeys.length);
    for (const { title } of lists) expect(title.trim()).not.toBe('');
  });

  it.each(lists)('$key asks only for what exists', ({ where }) => {
    const workflow = workflows[where.category ?? 'hardship'];
    expect(workflow).toBeDefined();
    expect((where.status ?? []).filter((status) => !(status in (workflow?.states ?? {})))).toEqual([]);
    // A state belongs to a category: one without the other would find strangers of the same name.
    expect(where.status === undefined || where.category !== undefined).toBe(true);
  });

  it.each(lists.filter(({ batch }) => batch))(
    '$key acts by an action of its states, by roles that may do it',
    ({ batch = '', roles, where }) => {
      const workflow = workflows[where.category ?? ''] as Workflow;
      const action = workflow.actions[batch];
      expect(action).toBeDefined();
      if (!action) return;
      for (const status of where.status ?? []) expect(leadsFrom(action, status, workflow)).toBe(true);
      const mayAct = action.who.flatMap((who) =>
        typeof who === 'object' && 'roles' in who ? who.roles : [],
      );
      expect([...(roles ?? [])].sort()).toEqual([...mayAct].sort());
    },
  );
});
