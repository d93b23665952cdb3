import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Button } from './Button';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { useLongWait } from './longWait';
import { Phrases } from './Phrases';
import type { Words } from './words';

interface Usual {
  icon: IconName;
  title: Words;
  line?: Words;
}

/** What is said where the page has nothing better to say. */
const USUAL = {
  empty: { icon: 'list', title: '现在还没有' },
  error: { icon: 'redo', title: '没有打开', line: '过一会再点，还不行就打电话' },
  offline: { icon: 'offline', title: '没有打开', line: '网络不好，过一会再点' },
  expired: { icon: 'clock', title: '这条已经到期', line: '到期就收走，不再显示' },
  gone: { icon: 'search', title: '没找到这一页', line: '可能已经收走了' },
  update: { icon: 'sync', title: '要换成新的', line: '关掉小程序，再打开一次' },
  refused: { icon: 'lock', title: '这里您看不到' },
} as const satisfies Record<string, Usual>;

export type PageStateKind = keyof typeof USUAL;

const FAILED: readonly PageStateKind[] = ['error', 'offline', 'expired', 'gone', 'update', 'refused'];

interface PageStateProps {
  kind: PageStateKind;
  icon?: IconName;
  title?: Words;
  line?: Words;
  /** Words of the button; an error always has one. */
  action?: string;
  actionIcon?: IconName;
  onAction?: () => void;
  children?: ReactNode;
}

/** A page, or a part of one, that has nothing to show, and what to do about it. */
export function PageState(props: PageStateProps) {
  const usual: Usual = USUAL[props.kind];
  const failed = FAILED.includes(props.kind);
  const line = props.line ?? usual.line;
  return (
    <View className={classes('st-state', failed && 'is-error')} {...a11y({ role: 'status' })}>
      <View className="st-state__p">
        <Icon name={props.icon ?? usual.icon} />
      </View>
      <View className="st-state__t">
        <Phrases of={props.title ?? usual.title} />
      </View>
      <View className="st-state__s">{line && <Phrases of={line} />}</View>
      {props.onAction && (
        <Button
          words={props.action ?? '再试一次'}
          icon={props.actionIcon ?? (props.action ? undefined : 'redo')}
          onPress={props.onAction}
        />
      )}
      {props.children}
    </View>
  );
}

function Bone({ width }: { width: string }) {
  return <View className="st-skel" style={{ width }} />;
}

/** A page that is coming: its grey shape at once, the words after a second. */
export function Loading({ rows = 3 }: { rows?: number }) {
  const long = useLongWait(true);
  return (
    <View {...a11y({ role: 'status', live: 'polite' })}>
      {long && <View className="st-lead st-b">正在打开，请等一下…</View>}
      {long && <View className="st-sub st-loading__s">网慢的时候，要多等几秒。</View>}
      <View className="st-stack" {...a11y({ hidden: true })}>
        <View className="st-surface is-pad">
          <Bone width="62%" />
          <Bone width="100%" />
          <Bone width="88%" />
        </View>
        {Array.from({ length: rows }, (_, place) => (
          <View key={place} className="st-surface is-pad st-loading__row">
            <View className="st-skel is-round" />
            <View className="st-row__b">
              <Bone width="55%" />
              <Bone width="80%" />
            </View>
          </View>
        ))}
      </View>
    </View>
  );
}
