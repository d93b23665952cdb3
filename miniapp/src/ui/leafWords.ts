export interface LeafWords {
  look: 'left' | 'last' | 'off';
  top: string;
  /** A cut as in words.ts. */
  big: string;
  unit?: string;
}

/** What stands on the calendar leaf of something that ends: 还有 4天, 今天 最后一天, 已经 撤下. */
export function leafWords(daysLeft: number): LeafWords {
  if (daysLeft < 0) return { look: 'off', top: '已经', big: '撤下' };
  if (daysLeft === 0) return { look: 'last', top: '今天', big: '最后|一天' };
  return { look: 'left', top: '还有', big: String(daysLeft), unit: '天' };
}

/** Seconds as 0:42. */
export function clockWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
