import { Canvas, View } from '@tarojs/components';
import type { CanvasTouchEvent } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { createElement, useEffect, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import { a11y } from './a11y';
import { Icon } from './Icon';
import { inkFor } from './ink';
import type { Ink, InkCanvas } from './ink';
import { Press } from './Press';

const ID = 'st-signature';
/** A name has several strokes: it is kept once the hand rests. */
const REST_MS = 500;

interface Found {
  canvas: InkCanvas;
  width: number;
  height: number;
}

function findOnWeapp(): Promise<Found | undefined> {
  return new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${ID}`)
      .fields({ node: true, size: true })
      .exec(([found]: [{ node: InkCanvas; width: number; height: number } | null]) => {
        resolve(found ? { canvas: found.node, width: found.width, height: found.height } : undefined);
      });
  });
}

function findInBrowser(): Found | undefined {
  const canvas = document.getElementById(ID);
  if (!(canvas instanceof HTMLCanvasElement)) return undefined;
  return { canvas, width: canvas.clientWidth, height: canvas.clientHeight };
}

async function pictureOf(canvas: InkCanvas): Promise<string> {
  if (process.env.TARO_ENV === 'h5') return (canvas as HTMLCanvasElement).toDataURL('image/png');
  const picture = await Taro.canvasToTempFilePath({
    canvas: canvas as unknown as Taro.Canvas,
    fileType: 'png',
  });
  return picture.tempFilePath;
}

/** Finds the canvas after it is drawn, draws the strokes, and hands out the picture when the hand rests. */
function useSignature(onChange: (file: string | undefined) => void) {
  const pad = useRef<{ ink?: Ink; canvas?: InkCanvas; down?: boolean; rest?: ReturnType<typeof setTimeout> }>(
    {},
  );
  const [signed, setSigned] = useState(false);
  useEffect(() => {
    const held = pad.current;
    const prepare = (found: Found | undefined) => {
      if (!found) return;
      held.canvas = found.canvas;
      held.ink = inkFor(found.canvas, found.width, found.height, Taro.getWindowInfo().pixelRatio);
    };
    if (process.env.TARO_ENV === 'h5') prepare(findInBrowser());
    else Taro.nextTick(() => void findOnWeapp().then(prepare));
    return () => clearTimeout(held.rest);
  }, []);
  const begin = (x: number, y: number) => {
    clearTimeout(pad.current.rest);
    pad.current.down = true;
    pad.current.ink?.begin(x, y);
  };
  const move = (x: number, y: number) => {
    if (pad.current.down) pad.current.ink?.move(x, y);
  };
  const end = () => {
    const { canvas, down } = pad.current;
    if (!down || !canvas) return;
    pad.current.down = false;
    setSigned(true);
    pad.current.rest = setTimeout(() => void pictureOf(canvas).then(onChange), REST_MS);
  };
  const clear = () => {
    clearTimeout(pad.current.rest);
    pad.current.ink?.clear();
    setSigned(false);
    onChange(undefined);
  };
  return { begin, move, end, clear, signed };
}

type Strokes = Pick<ReturnType<typeof useSignature>, 'begin' | 'move' | 'end'>;

function WeappCanvas({ begin, move, end }: Strokes) {
  const at = (draw: Strokes['begin']) => (event: CanvasTouchEvent) => {
    const touch = event.touches[0];
    if (touch) draw(touch.x, touch.y);
  };
  return (
    <Canvas
      type="2d"
      id={ID}
      className="st-sig__ink"
      disableScroll
      onTouchStart={at(begin)}
      onTouchMove={at(move)}
      onTouchEnd={end}
      onTouchCancel={end}
    />
  );
}

/** Taro's own canvas resizes itself and would wipe the signature, so a browser gets a plain one. */
function BrowserCanvas({ begin, move, end }: Strokes) {
  const at = (draw: Strokes['begin']) => (event: PointerEvent<HTMLCanvasElement>) =>
    draw(event.nativeEvent.offsetX, event.nativeEvent.offsetY);
  return createElement('canvas', {
    id: ID,
    className: 'st-sig__ink',
    onPointerDown: at(begin),
    onPointerMove: at(move),
    onPointerUp: end,
    onPointerLeave: end,
    onPointerCancel: end,
  });
}

interface SignaturePadProps {
  hint?: string;
  /** The picture (a temporary file on weapp, a data URL in a browser); undefined after 重写. */
  onChange: (file: string | undefined) => void;
}

/** Where a name is written with a finger. */
export function SignaturePad({ hint = '在线上写您的名字', onChange }: SignaturePadProps) {
  const { signed, clear, ...strokes } = useSignature(onChange);
  const Pad = process.env.TARO_ENV === 'h5' ? BrowserCanvas : WeappCanvas;
  return (
    <View className="st-sig" {...a11y({ role: 'group', label: hint })}>
      <Pad {...strokes} />
      {signed && (
        <Press className="st-sig__re" label="重写" onPress={clear}>
          <Icon name="redo" size="s" />
          <View>重写</View>
        </Press>
      )}
      <View className="st-sig__h">{hint}</View>
    </View>
  );
}
