import Taro from '@tarojs/taro';
import type { CSSProperties } from 'react';

interface Frame {
  statusBar: number;
  /** Width that the capsule takes at the right, with its margin. */
  capsule: number;
  row: number;
  bottom: number;
}

const NO_FRAME: Frame = { statusBar: 0, capsule: 0, row: 0, bottom: 0 };
const SMALLEST_ROW = 44;
const SMALLEST_ROW_ELDER = 60;

let known: Frame | undefined;

/** In WeChat a page draws its own bar: it must know what the phone and the capsule cover. */
function readFrame(): Frame {
  if (process.env.TARO_ENV !== 'weapp') return NO_FRAME;
  const screen = Taro.getWindowInfo();
  const capsule = Taro.getMenuButtonBoundingClientRect();
  const statusBar = screen.statusBarHeight ?? 0;
  return {
    statusBar,
    capsule: screen.windowWidth - capsule.left,
    row: (capsule.top - statusBar) * 2 + capsule.height,
    bottom: screen.safeArea ? screen.screenHeight - screen.safeArea.bottom : 0,
  };
}

/** The frame as variables for the page's root; real pixels, because the phone gives real pixels. */
export function frameStyle(elder: boolean): CSSProperties {
  known ??= readFrame();
  if (known === NO_FRAME) return {};
  const row = Math.max(known.row, elder ? SMALLEST_ROW_ELDER : SMALLEST_ROW);
  return {
    '--statusbar': `${known.statusBar}px`,
    '--capsule': `${known.capsule}px`,
    '--navrow': `${row}px`,
    '--home-safe': `${known.bottom}px`,
  } as CSSProperties;
}
