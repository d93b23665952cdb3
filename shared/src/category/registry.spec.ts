import { describe, expect, it } from '@jest/globals';
import { branches, type ActionDefinition, type Workflow } from '../workflow/define.js';
import { categories, categoryKeys, effectNames, findForm, workflowOf } from './registry.js';

const workflows = Object.values<Workflow>(categories);
const actionsOf = (workflow: Workflow): readonly ActionDefinition[] => Object.values(workflow.actions);

describe('the registry', () => {
  it('keeps each category under its own name', () => {
    expect(workflows.map(({ category }) => category)).toEqual(categoryKeys);
    expect(categoryKeys.map((key) => workflowOf(key).category)).toEqual(categoryKeys);
  });

  it('names every effect that the server implements', () => {
    expect([...effectNames].sort()).toEqual([
      'narrowObjection',
      'openDoor',
      'publishAnnouncement',
      'settleObjection',
      'takeOffNotice',
      'upholdAppeal',
    ]);
  });

  it('finds every form by its id, and two forms never share one', () => {
    const forms = new Set(workflows.flatMap(actionsOf).flatMap(({ form }) => form ?? []));
    expect(new Set([...forms].map(({ id }) => id)).size).toBe(forms.size);
    for (const form of forms) expect(findForm(form.id)).toBe(form);
    expect(findForm('no.such')).toBeNull();
  });

  it.each(workflows)('$category assigns by fields that its forms have', ({ actions, states }) => {
    for (const { form, assign, opens, to } of Object.values(actions)) {
      const entered = branches(to).flatMap((state) => states[state]?.task?.assign ?? []);
      for (const target of [...branches(assign), ...entered, ...(opens ?? []).map((task) => task.assign)]) {
        if ('field' in target) expect(form?.fields).toHaveProperty(target.field);
      }
    }
  });

  it.each(workflows)('$category can be ended from every state', ({ actions, states }) => {
    const all = Object.values(actions);
    const ends = new Set(Object.keys(states).filter((state) => states[state]?.kind === 'closed'));
    for (let before = -1; before < ends.size;) {
      before = ends.size;
      for (const { from } of all.filter((action) => branches(action.to).some((state) => ends.has(state)))) {
        const sources = from === 'open' ? Object.keys(states) : from;
        if (typeof sources !== 'string') for (const state of sources) ends.add(state);
      }
    }
    expect([...ends].sort()).toEqual(Object.keys(states).sort());
  });

  it.each(workflows)(
    '$category lets staff move every open state on, or moves it by itself',
    ({ actions, states }) => {
      const isStaff = ({ who }: ActionDefinition): boolean =>
        who.some(
          (whose) =>
            whose === 'owner' || whose === 'holder' || (typeof whose === 'object' && 'roles' in whose),
        );
      for (const [name, { kind, after }] of Object.entries(states)) {
        const leaving = Object.values(actions).filter(
          ({ from, to }) => from !== 'open' && from.includes(name) && to !== undefined,
        );
        const does = leaving.some((action) => isStaff(action) && !action.quiet) || after !== undefined;
        if (kind !== 'closed') expect({ name, does }).toEqual({ name, does: true });
      }
    },
  );
});
