import type { Form } from '../form/form.js';
import { branches, type Door, type Workflow } from '../workflow/define.js';
import { appeal } from './appeal.js';
import { hardship } from './hardship.js';
import { inquiry } from './inquiry.js';
import { objection } from './objection.js';
import { photoReport } from './photo-report.js';
import { serviceRequest } from './service-request.js';

/** Every category of case. A new one is a file beside this and a line here. */
export const categories = {
  hardship,
  inquiry,
  appeal,
  objection,
  'photo-report': photoReport,
  'service-request': serviceRequest,
} as const satisfies Record<string, Workflow>;

/** Name of a category. */
export type Category = keyof typeof categories;

/** Names of every category. */
export const categoryKeys = Object.keys(categories) as [Category, ...Category[]];

/** The procedure of a category. */
export const workflowOf = (category: Category): Workflow => categories[category];

/** The form with which a case of a category begins. */
export function startFormOf(category: Category): Form {
  const start = Object.values(workflowOf(category).actions).find(({ from }) => from === 'start');
  if (!start?.form) throw new Error(`${category} begins without a form`);
  return start.form;
}

/** What villagers begin by themselves beside a hardship, and the row that leads there. */
export const doors: readonly (Door & { readonly category: Category })[] = categoryKeys.flatMap((category) => {
  const { door } = workflowOf(category);
  return door ? [{ ...door, category }] : [];
});

/** Every effect that some action names; the server implements each of them. */
export const effectNames: readonly string[] = [
  ...new Set(
    Object.values<Workflow>(categories)
      .flatMap((workflow) => Object.values(workflow.actions))
      .flatMap((action) => branches(action.effects).flat()),
  ),
];

/** A form by its id, wherever it is used. Null when no category asks it. */
export function findForm(id: string): NonNullable<Workflow['actions'][string]['form']> | null {
  for (const workflow of Object.values<Workflow>(categories)) {
    for (const action of Object.values(workflow.actions)) if (action.form?.id === id) return action.form;
  }
  return null;
}
