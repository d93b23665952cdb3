import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './form.css';

/** Questions of a page that arranges them itself, at the distance of a form's. */
export function Questions({ children }: { children: ReactNode }) {
  return <View className="fm__stack">{children}</View>;
}
