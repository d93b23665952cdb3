import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Icon } from './Icon';
import { Phrases } from './Phrases';
import type { Words } from './words';

interface ReceiptPanelProps {
  /** 收到了 only with a number from the server; before it 存好了. */
  title: string;
  number?: string;
  /** Under the number: when it was received; without a number: what will happen. */
  line: Words;
  /** Who will call, until when. */
  promise?: Words;
  /** PersonLine. */
  children?: ReactNode;
}

/** Proof that it arrived: number, promise, person. */
export function ReceiptPanel({ title, number, line, promise, children }: ReceiptPanelProps) {
  return (
    <View className="st-receipt">
      <View className="st-receipt__top">
        <View className="st-receipt__ok">
          <Icon name={number ? 'check' : 'outbox'} />
        </View>
        <View className="st-title" {...a11y({ role: 'heading', level: 1 })}>
          {title}
        </View>
        {number && <View className="st-sub st-receipt__l">您的编号</View>}
        {number && <View className="st-receipt__no">{number}</View>}
        <View className="st-meta st-receipt__d">
          <Phrases of={line} />
        </View>
      </View>
      {(promise || children) && <View className="st-receipt__cut" />}
      {(promise || children) && (
        <View className="st-receipt__body">
          {promise && (
            <View className="st-lead st-b">
              <Phrases of={promise} />
            </View>
          )}
          {children}
        </View>
      )}
    </View>
  );
}
