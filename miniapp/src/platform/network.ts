import Taro from '@tarojs/taro';
import { signal, useSignal } from './signal';

/** Whether the phone has a network at all; a weak one counts as one. */
export const online = signal(true);

function watchBrowser(): void {
  online.set(navigator.onLine);
  window.addEventListener('online', () => online.set(true));
  window.addEventListener('offline', () => online.set(false));
}

/** Called once when the app opens. */
export function watchNetwork(): void {
  // Taro's own listener on H5 needs navigator.connection, which iPhones do not have.
  if (process.env.TARO_ENV === 'h5') return watchBrowser();
  void Taro.getNetworkType().then(({ networkType }) => online.set(networkType !== 'none'));
  Taro.onNetworkStatusChange(({ isConnected }) => online.set(isConnected));
}

/** Whether there is a network now. */
export function useOnline(): boolean {
  return useSignal(online);
}
