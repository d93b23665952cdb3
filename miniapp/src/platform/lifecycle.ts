import Taro, { useDidHide, useDidShow, useUnload } from '@tarojs/taro';
import { online } from './network';

/** Calls back when the person returns to the app or a network comes. */
export function onComeBack(listener: () => void): void {
  Taro.onAppShow(listener);
  online.watch(() => {
    if (online.get()) listener();
  });
}

/** Calls back when this page is left or covered. */
export function usePageLeft(listener: () => void): void {
  useDidHide(listener);
  useUnload(listener);
}

/** Calls back whenever this page comes to the front. */
export function usePageShown(listener: () => void): void {
  useDidShow(listener);
}
