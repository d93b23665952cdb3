import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { classes } from './classes';
import { frameStyle } from './frame';
import { useElder } from './mode';

interface PageProps {
  /** Said when the page opens, and the browser's title. */
  title: string;
  /** What stands over the foot of the page: our tab bar, a bar with one button, or with two under each other. */
  foot?: 'tab' | 'bottom' | 'bottom2';
  children: ReactNode;
}

/** The root of every page: tokens, mode and room for what the phone and our own bars cover. */
export function Page({ title, foot, children }: PageProps) {
  const elder = useElder();
  useEffect(() => {
    // On H5 the framework writes a title as HTML, and titles are what somebody wrote: without this sign no tag begins.
    void Taro.setNavigationBarTitle({ title: title.replace(/</g, '＜') });
  }, [title]);
  return (
    <View
      className={classes('st-root', 'st-page', elder && 'is-elder', foot && `has-${foot}`)}
      style={frameStyle(elder)}
    >
      {children}
    </View>
  );
}

/** What the page is about, between the bar and the foot. */
export function Main({ children }: { children: ReactNode }) {
  return (
    <View className="st-main" {...a11y({ role: 'main' })}>
      {children}
    </View>
  );
}
