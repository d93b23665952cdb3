import Taro from '@tarojs/taro';

/** Opens the phone's dialler with this number. Changing one's mind there is no failure. */
export async function callPhone(number: string): Promise<void> {
  const digits = number.replace(/[^\d+]/g, '');
  try {
    await Taro.makePhoneCall({ phoneNumber: digits });
  } catch {
    // WeChat reports the cancel button as a failure.
  }
}
