import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { classes } from './classes';
import { Phrases } from './Phrases';
import type { Words } from './words';

interface SectionProps {
  title?: string;
  /** At the end of the title: a Chip, or a few quiet words. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One part of a page, parted from the others by space. */
export function Section({ title, aside, children }: SectionProps) {
  return (
    <View className="st-sec">
      {title && (
        <View className="st-sec__h">
          <View {...a11y({ role: 'heading', level: 2 })}>{title}</View>
          {typeof aside === 'string' ? <View className="st-sec__a">{aside}</View> : aside}
        </View>
      )}
      {children}
    </View>
  );
}

interface PageTitleProps {
  words: Words;
  line?: Words;
  /** Usually ReadAloud. */
  aside?: ReactNode;
}

/** The name of the page, what it is about in one line, and reading it aloud. */
export function PageTitle({ words, line, aside }: PageTitleProps) {
  return (
    <View className="st-pagetitle">
      <View>
        <View className="st-title" {...a11y({ role: 'heading', level: 1 })}>
          <Phrases of={words} />
        </View>
        {line && (
          <View className="st-sub">
            <Phrases of={line} />
          </View>
        )}
      </View>
      {aside}
    </View>
  );
}

/** A white sheet with a hairline, never one inside another; `flush` when its parts reach its edges. */
export function Surface({ flush, children }: { flush?: boolean; children: ReactNode }) {
  return <View className={classes('st-surface', !flush && 'is-pad')}>{children}</View>;
}

/** Things under each other, at the distance of two targets. */
export function Stack({ children }: { children: ReactNode }) {
  return <View className="st-stack">{children}</View>;
}
