import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import type { FileRef } from '@songtao/shared/api/common.js';
import { silence } from '../../server/src/notice/spec.server.js';

/** A file as somebody might send it, and what has to become of it. */
export interface Sample {
  readonly name: string;
  readonly kind: FileRef['kind'];
  readonly bytes: Buffer;
  /** `kept` comes back without anything that the word canary marks. */
  readonly becomes: 'kept' | 'badInput' | 'tooBig';
}

const canary = 'canary<script>fetch("//canary")</script>';
const html = Buffer.from(`<!doctype html><html>${canary}</html>`);
const php = Buffer.from('<?php /*canary*/ system($_GET["c"]); ?>');
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert('canary')"/>`;
const zip = Buffer.concat([
  Buffer.from('PK\u0003\u0004\u0014\0canary'),
  Buffer.alloc(40),
  Buffer.from('PK\u0005\u0006'),
  Buffer.alloc(18),
]);
const start = (...bytes: number[]): Buffer => Buffer.from(bytes);
const jpegStart = start(0xff, 0xd8, 0xff, 0xe0);

/** A part of a JPEG: its marker, its length, what it says. */
function segment(marker: number, said: string | Buffer): Buffer {
  const body = Buffer.from(said as string);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xff00 + marker);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const into = (jpeg: Buffer, ...parts: Buffer[]): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)]);

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A PNG of one bit a pixel that says to be so big; all of it is black. */
function png(width: number, height: number, { more = [] as Buffer[], rows = height } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(rows * (1 + Math.ceil(width / 8))), { level: 9 });
  return Buffer.concat([
    start(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', head),
    ...more,
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** PNGs that are small on the line and huge in memory. */
export const bombs: readonly Buffer[] = [
  png(20_000, 20_000),
  png(100_000, 100_000, { rows: 1 }),
  png(300, 300, { rows: 4_000_000 }),
  png(9, 9, {
    more: [chunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(60_000_000))]))],
  }),
];

const tagged = Buffer.concat([start(0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, canary.length), Buffer.from(canary)]);
const pdf = (said: string): Buffer => Buffer.from(`%PDF-1.7\n1 0 obj\n<< ${said} >>\nendobj\n%%EOF\n`);

const refused = (
  kind: Sample['kind'],
  files: Readonly<Record<string, Buffer | string>>,
  becomes: Sample['becomes'] = 'badInput',
) =>
  Object.entries(files).map(([name, bytes]): Sample => ({
    name,
    kind,
    bytes: Buffer.from(bytes as string),
    becomes,
  }));

/** Everything that has ever been sent to a server under the name of a photo, a recording or a paper. */
export async function corpus(): Promise<readonly Sample[]> {
  const plain = sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } });
  const [jpeg, webp] = await Promise.all([plain.clone().jpeg().toBuffer(), plain.clone().webp().toBuffer()]);
  const placed = {
    IFD0: { Artist: 'canary', Copyright: 'canary' },
    IFD3: { GPSLatitude: '30/1 6/1 0/1', GPSLatitudeRef: 'N' },
  };
  const frames = [0, 1].map((at) => ({
    create: { width: 9, height: 9, channels: 3 as const, background: at ? '#fff' : '#000' },
  }));
  const moving = await sharp(await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer())), {
    join: { animated: true },
  })
    .webp({ loop: 0 })
    .toBuffer();
  const kept = (kind: Sample['kind'], files: Readonly<Record<string, Buffer>>) =>
    refused(kind, files, 'kept');
  const cutOff = (bytes: Buffer): Buffer => bytes.subarray(0, Math.floor(bytes.length * 0.6));
  return [
    ...kept('photo', {
      'jpeg with place and owner': await plain.clone().withExif(placed).jpeg().toBuffer(),
      'jpeg with an XMP packet': into(
        jpeg,
        segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${canary}</x:xmpmeta>`),
      ),
      'jpeg with IPTC': into(jpeg, segment(0xed, `Photoshop 3.0\0${canary}`)),
      'jpeg with a profile': into(jpeg, segment(0xe2, `ICC_PROFILE\0\u0001\u0001${canary}`)),
      'jpeg that begins as a page': into(jpeg, segment(0xfe, html)),
      'jpeg and page': Buffer.concat([jpeg, html]),
      'jpeg and program': Buffer.concat([jpeg, php]),
      'jpeg and archive': Buffer.concat([jpeg, zip]),
      'png with a text': png(9, 9, { more: [chunk('tEXt', Buffer.from(`Comment\0${canary}`))] }),
      'png with place': await plain.clone().withExif(placed).png().toBuffer(),
      'png and program': Buffer.concat([png(9, 9), php]),
      'webp with place': await plain.clone().withExif(placed).webp().toBuffer(),
      'webp and page': Buffer.concat([webp, html]),
      'webp that moves': moving,
      'jpeg in grey': await plain.clone().greyscale().jpeg({ progressive: true }).toBuffer(),
      'jpeg for print': await plain.clone().toColourspace('cmyk').jpeg().toBuffer(),
    }),
    ...kept('voice', {
      'mp3 with a page in its tag': Buffer.concat([tagged, silence(30)]),
      'mp3 and archive': Buffer.concat([silence(30), zip]),
    }),
    ...kept('document', { 'plain PDF': pdf('/Type /Catalog') }),
    ...refused('photo', {
      svg,
      'svg after its prolog': `<?xml version="1.0"?><!DOCTYPE svg>${svg}`,
      'svg with a mark in front': `\ufeff${svg}`,
      'packed svg': gzipSync(svg),
      page: html,
      'page behind the first bytes of a jpeg': Buffer.concat([jpegStart, html]),
      'svg behind the first bytes of a png': Buffer.concat([png(9, 9).subarray(0, 8), Buffer.from(svg)]),
      'page behind the first bytes of a webp': Buffer.concat([webp.subarray(0, 12), html]),
      gif: 'GIF89a\u0001\0\u0001\0\0\0\0;',
      gifar: Buffer.concat([Buffer.from('GIF89a\u0001\0\u0001\0\0\0\0;'), zip]),
      bmp: Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]),
      tiff: await plain.clone().tiff().toBuffer(),
      avif: await plain.clone().avif({ effort: 0 }).toBuffer(),
      heic: Buffer.concat([Buffer.alloc(4), Buffer.from('ftypheic'), Buffer.alloc(40)]),
      zip,
      gz: gzipSync(html),
      program: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(80)]),
      script: '#!/bin/sh\ncurl canary\n',
      nothing: '',
      'one byte': start(0xff),
      'half a jpeg': cutOff(jpeg),
      'half a webp': cutOff(webp),
      'png without pixels': png(9, 9, { rows: 0 }),
      recording: silence(30),
      paper: pdf(''),
    }),
    ...refused(
      'photo',
      {
        'png of 400 million pixels': png(20_000, 20_000),
        'png that says it is bigger': png(100_000, 100_000, { rows: 1 }),
      },
      'tooBig',
    ),
    ...refused('voice', {
      'jpeg as a recording': jpeg,
      'page in a tag and no sound': Buffer.concat([tagged, html]),
      mp4: Buffer.concat([Buffer.alloc(4), Buffer.from('ftypisom'), Buffer.alloc(60)]),
      wav: Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), Buffer.alloc(60)]),
      ogg: Buffer.concat([Buffer.from('OggS'), Buffer.alloc(60)]),
      amr: '#!AMR\n',
    }),
    ...refused('document', {
      'PDF that runs': pdf('/OpenAction << /S /JavaScript /JS (canary) >>'),
      'PDF that hides that it runs': pdf('/OpenAction << /S /#4aava#53cript /J#53 (canary) >>'),
      'PDF that starts a program': pdf('/S /Launch /F (canary)'),
      'PDF with a file in it': pdf('/Type /EmbeddedFile'),
      'half a PDF': '%PDF-1.7\n1 0 obj\n',
      'page as a paper': html,
      'page in front of a PDF': Buffer.concat([html, pdf('')]),
    }),
    ...refused('voice', { 'too much sound': silence(10_000) }, 'tooBig'),
  ];
}
