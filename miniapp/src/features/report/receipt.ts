import type { Receipt } from '@songtao/shared/api/receipt.js';
import { digitsAloud, dueAloud, dueWords, timeWords } from '@songtao/shared/calendar/words.js';
import { aloud, told, type Aloud } from '@songtao/shared/voice/aloud.js';
import { phoneWords } from '../../platform/phone';
import { savePicture } from '../../platform/picture';

/** The moment on a receipt is written out, however near it is: the picture of it is looked at later. */
const longAgo = '2000-01-01T00:00:00.000Z';

function momentWords({ at }: Receipt): string {
  const words = timeWords(at, longAgo);
  return words.slice(words.indexOf('年') + 1);
}

/** What was promised to whoever reported, or asked for an answer. */
export function promiseOf({ promisedBy, holder }: Receipt, category: string): string {
  return `${dueWords(promisedBy)}，${holder.name}${promised(category)}`;
}

const promised = (category: string): Aloud => (category === 'hardship' ? aloud`会联系您` : aloud`给您回话`);

/** 11月23日 周一 9:05 收到 */
export function receivedWords(receipt: Receipt): string {
  return `${momentWords(receipt)} 收到`;
}

/** 收到了。您的编号，一一二三，零一七。十一月二十四日星期二以前，李建国会联系您。 */
export function receiptAloud({ number, promisedBy, holder }: Receipt, category: string): Aloud {
  const [digits, due] = [told(digitsAloud(number)), told(dueAloud(promisedBy))] as const;
  return aloud`收到了。您的编号，${digits}。${due}，${told(holder.name)}${promised(category)}。`;
}

/** Keeps the receipt as a picture; answers what to say where the phone refused. */
export function keepPicture(receipt: Receipt, category: string): Promise<string | null> {
  const { number, holder } = receipt;
  const phone = holder.phone ? [{ text: phoneWords(holder.phone), size: 'plain' } as const] : [];
  const lines = [
    { text: '松涛守望 收到了', size: 'plain' },
    { text: '您的编号', size: 'small' },
    { text: number, size: 'big' },
    { text: receivedWords(receipt), size: 'small' },
    { text: promiseOf(receipt, category), size: 'small' },
    { text: `${holder.name} ${holder.role}`, size: 'plain' },
    ...phone,
  ] as const;
  return savePicture(lines, `松涛守望 ${number}`);
}
