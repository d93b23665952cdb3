import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Icon } from './Icon';
import { Press } from './Press';

/** Where back leads when nothing lies behind, as after opening a message from WeChat. */
const HOME = '/pages/home/index';

function goBack() {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack();
  else void Taro.reLaunch({ url: HOME });
}

interface AppBarProps {
  /** Word beside the arrow. */
  back?: string;
  onBack?: () => void;
  title?: string;
}

/** The bar of an inner page: the way back, with its word. */
export function AppBar({ back = '返回', onBack = goBack, title }: AppBarProps) {
  return (
    <View className="st-appbar" {...a11y({ role: 'banner' })}>
      <View className="st-appbar__row">
        <Press className="st-appbar__back" label={back === '返回' ? back : `返回，${back}`} onPress={onBack}>
          <Icon name="back" />
          <View className="st-nb">{back}</View>
        </Press>
        {title && (
          <View className="st-appbar__t" {...a11y({ role: 'heading', level: 1 })}>
            {title}
          </View>
        )}
      </View>
    </View>
  );
}

/** Only the room of a bar: what was sent has no way back. */
export function NoBar() {
  return (
    <View className="st-appbar">
      <View className="st-appbar__row" />
    </View>
  );
}

/** The bar of the home page: the mark and the name. */
export function BrandBar() {
  return (
    <View className="st-appbar is-brand" {...a11y({ role: 'banner' })}>
      <View className="st-appbar__row">
        <View className="st-brand">
          <View className="st-brand__mark">
            <Icon name="mark" />
          </View>
          松涛守望
        </View>
      </View>
    </View>
  );
}

/** The bar of a tab's page: its name, large, and perhaps the date. */
export function TabTitleBar({ title, aside }: { title: string; aside?: ReactNode }) {
  return (
    <View className="st-appbar is-tab" {...a11y({ role: 'banner' })}>
      <View className="st-appbar__row">
        <View className="st-appbar__t" {...a11y({ role: 'heading', level: 1 })}>
          {title}
        </View>
        {aside && <View className="st-appbar__aside">{aside}</View>}
      </View>
    </View>
  );
}
