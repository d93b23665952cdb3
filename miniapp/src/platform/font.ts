import Taro from '@tarojs/taro';
import { isElder, type FontChoice } from './font.core';
import { signal, useSignal } from './signal';
import { storageKey } from './storage';

const choiceKey = storageKey<FontChoice>('font');
const elder = signal(false);

function fontScale(): number | undefined {
  if (process.env.TARO_ENV === 'h5') return undefined;
  // Taro's types do not know this key yet.
  return (Taro.getAppBaseInfo() as { fontSizeScaleFactor?: number }).fontSizeScaleFactor;
}

function read(): void {
  const large = isElder(fontScale(), choiceKey.read());
  elder.set(large);
  // The tabs stand outside of every page; WeChat draws its own as large as its font is.
  if (process.env.TARO_ENV === 'h5') document.documentElement.classList.toggle('st-large', large);
}

/** Called once when the app opens; a font changed in WeChat shows when one comes back. */
export function watchFont(): void {
  read();
  Taro.onAppShow(read);
}

/** The visible switch 大字版 / 标准版; it wins over WeChat's font from then on. */
export function chooseFont(choice: FontChoice): void {
  choiceKey.write(choice);
  read();
}

/** Whether this page is drawn in elder mode. */
export function useElder(): boolean {
  return useSignal(elder);
}
