import Taro from '@tarojs/taro';
import { isH5 } from './env';

/** WeChat reads what its camera sees; a browser has no such eye. */
export const canScan = !isH5;

/** What is written in the picture before the camera; null where nobody held one there. */
export async function scan(): Promise<string | null> {
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: true, scanType: ['qrCode'] });
    return result;
  } catch {
    return null;
  }
}
