/** One centred line of a picture that somebody keeps: a receipt. */
export interface PictureLine {
  readonly text: string;
  readonly size: 'small' | 'plain' | 'big';
}

export const pictureWidth = 750;

const margin = 60;
const sizes = { small: 30, plain: 38, big: 72 } as const;
const leading = 1.7;
const ink = '#1c2320';

export function pictureHeight(lines: readonly PictureLine[]): number {
  return Math.round(margin * 2 + lines.reduce((sum, { size }) => sum + sizes[size] * leading, 0));
}

/** Draws the lines under each other, dark on white: a transparent ground would be black in many albums. */
export function drawLines(
  canvas: Pick<HTMLCanvasElement, 'getContext'>,
  lines: readonly PictureLine[],
): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, pictureWidth, pictureHeight(lines));
  pen.fillStyle = ink;
  pen.textAlign = 'center';
  let y = margin;
  for (const { text, size } of lines) {
    y += sizes[size] * leading;
    pen.font = `${size === 'small' ? 400 : 600} ${sizes[size]}px sans-serif`;
    pen.fillText(text, pictureWidth / 2, y, pictureWidth - margin);
  }
}
