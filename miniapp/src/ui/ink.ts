/** As thick as a ballpoint pen on paper, in px. */
const LINE = 3.5;
const INK = '#1C2320';
const PAPER = '#FFFFFF';

/** What a browser's canvas and WeChat's have in common. */
export interface InkCanvas {
  width: number;
  height: number;
  getContext(kind: '2d'): CanvasRenderingContext2D | null;
}

export interface Ink {
  begin: (x: number, y: number) => void;
  move: (x: number, y: number) => void;
  clear: () => void;
}

/** A pen for a canvas that is shown `width` x `height` px large, sharp at `ratio` device pixels per px. */
export function inkFor(canvas: InkCanvas, width: number, height: number, ratio: number): Ink | undefined {
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.scale(ratio, ratio);
  pen.lineWidth = LINE;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.strokeStyle = INK;
  const clear = () => {
    // White, not transparent: re-encoded as jpeg a transparent ground would turn black.
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, width, height);
  };
  let last = { x: 0, y: 0 };
  const move = (x: number, y: number) => {
    pen.beginPath();
    pen.moveTo(last.x, last.y);
    pen.lineTo(x, y);
    pen.stroke();
    last = { x, y };
  };
  const begin = (x: number, y: number) => {
    last = { x, y };
    move(x, y);
  };
  clear();
  return { begin, move, clear };
}
