import { renderSVG } from 'uqr';

/** Words as a picture that another phone can read. */
export function qrPicture(words: string): string {
  const svg = renderSVG(words, { ecc: 'M', border: 2 });
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
