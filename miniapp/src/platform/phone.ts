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

/** 138 0000 5271, as one reads it out; anything that is no mobile number stays as it is. */
export function phoneWords(number: string): string {
  return number.replace(/^(1\d{2})(\d{4})(\d{4})$/, '$1 $2 $3');
}
