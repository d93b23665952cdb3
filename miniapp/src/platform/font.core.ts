/** What a person chose by the switch; `null`: never touched it. */
export type FontChoice = 'elder' | 'standard';

// WeChat's care mode scales by 1.4; nothing else it offers lies above this and below that.
const elderFactor = 1.39;

/** Whether pages are drawn in elder mode: one's own switch wins, else WeChat's font decides. */
export function isElder(fontScale: number | undefined, choice: FontChoice | null): boolean {
  if (choice !== null) return choice === 'elder';
  return (fontScale ?? 1) >= elderFactor;
}
