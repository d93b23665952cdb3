import { kinds } from '@songtao/shared/category/hardship.form.js';
import { aloud, type Aloud } from '@songtao/shared/voice/aloud.js';
import type { IconName } from '../../ui/Icon';
import type { Words } from '../../ui/words';
import type { Kind } from './draft';

/** Picture of each tile, and what to talk about (copy 03, 03b). */
const hints: Record<Kind, { icon: IconName; words: Words; prompts: readonly Aloud[] }> = {
  medical: {
    icon: 'kind-medical',
    words: '看病|花钱多',
    prompts: [aloud`谁病了？花了多少钱？`, aloud`眼下最急的是什么？`],
  },
  housing: { icon: 'kind-house', words: '房子漏了|坏了', prompts: [aloud`哪里坏了？`, aloud`现在住在哪？`] },
  water: { icon: 'kind-water', words: '没水喝', prompts: [aloud`从哪天没水？`, aloud`几户没水？`] },
  school: { icon: 'kind-school', words: '孩子上学', prompts: [aloud`几年级？`, aloud`缺什么？`] },
  work: { icon: 'kind-work', words: '没活干|没收入', prompts: [aloud`停工多久？`, aloud`家里还有谁挣钱？`] },
  disaster: { icon: 'kind-disaster', words: '受灾了', prompts: [aloud`什么灾？`, aloud`伤着人没有？`] },
  family: { icon: 'kind-family', words: '家里出事', prompts: [aloud`谁出了事？`, aloud`现在谁照看？`] },
  unsure: { icon: 'kind-talk', words: '说不清，|直接说', prompts: [aloud`想到什么说什么`] },
};

/** The eight tiles in their order. */
export const tiles = kinds.map(({ value }) => ({
  value,
  icon: hints[value].icon,
  words: hints[value].words,
}));

/** The same for the voice. */
export const kindTitles = kinds.map(({ title }) => title).join('，');

/** What one may talk about. */
export function promptsOf(kind: Kind | null): readonly Aloud[] {
  return hints[kind ?? 'unsure'].prompts;
}

/** 看病花钱多 */
export function kindTitle(kind: Kind): string {
  return kinds.find(({ value }) => value === kind)?.title ?? '';
}

// Said of life and limb, of hunger, fire and flood: whoever writes one of these first sees the numbers to call.
const urgentWords =
  /没饭吃|没吃的|断粮|饿|救命|快死|要死|不行了|昏迷|晕倒|喘不过气|大出血|流血|中毒|喝药|农药|自杀|不想活|着火|起火|火灾|塌|垮了|被困|埋|淹|冲走|滑坡|打人|打我|家暴|失踪|走丢|不见了/;

/** Whether written words sound as if somebody should call first. Nobody listens to recordings here. */
export function soundsUrgent(words: string): boolean {
  return urgentWords.test(words);
}
