import { Button as WeButton } from '@tarojs/components';
import type { ButtonProps } from '@tarojs/components';

interface PhoneButtonProps {
  words: string;
  /** A one-use code behind which the server finds the number; whoever refuses hands over none. */
  onCode: (code: string) => void;
}

/** WeChat gives a phone number to its own button only; a browser has none to give. */
export function PhoneButton({ words, onCode }: PhoneButtonProps) {
  if (process.env.TARO_ENV !== 'weapp') return null;
  const given: ButtonProps['onGetPhoneNumber'] = ({ detail }) => {
    if (detail.code) onCode(detail.code);
  };
  return (
    <WeButton className="st-btn is-quiet" openType="getPhoneNumber" onGetPhoneNumber={given}>
      {words}
    </WeButton>
  );
}
