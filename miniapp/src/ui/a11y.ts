const onWeapp = process.env.TARO_ENV === 'weapp';

/** Containers that give a page its shape; only browsers can tell them apart from their content. */
type Landmark = 'main' | 'banner' | 'navigation';
export type Role =
  | Landmark
  | 'alert'
  | 'button'
  | 'checkbox'
  | 'dialog'
  | 'group'
  | 'heading'
  | 'img'
  | 'link'
  | 'list'
  | 'listitem'
  | 'progressbar'
  | 'radio'
  | 'radiogroup'
  | 'status'
  | 'switch'
  | 'tab'
  | 'tablist';

export interface Spoken {
  role?: Role;
  label?: string;
  level?: 1 | 2 | 3;
  checked?: boolean;
  pressed?: boolean;
  selected?: boolean;
  disabled?: boolean;
  live?: 'polite' | 'assertive';
  hidden?: boolean;
  modal?: boolean;
}

const LANDMARKS: readonly Role[] = ['main', 'banner', 'navigation'];

/** What a screen reader says. WeChat knows `aria-role`; in a browser that name is invalid and `role` counts. */
export function a11y(spoken: Spoken): Record<string, string> {
  const { role, ...states } = spoken;
  const said: Record<string, string> = {};
  if (role && !(onWeapp && LANDMARKS.includes(role))) said[onWeapp ? 'aria-role' : 'role'] = role;
  for (const [name, value] of Object.entries(states)) {
    if (value !== undefined) said[`aria-${name}`] = String(value);
  }
  return said;
}
