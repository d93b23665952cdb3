import Taro from '@tarojs/taro';
import type { StoredBlob } from './blob';
import type { WireAnswer } from './call.core';

/** One multipart request: the fields, then the file as the part `file`. */
interface FileRequest {
  readonly url: string;
  readonly fields: Record<string, string>;
  readonly headers: Record<string, string>;
  readonly blob: StoredBlob;
  /** Milliseconds. */
  readonly timeout: number;
}

export type SendFile = (request: FileRequest) => Promise<WireAnswer>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** On weapp WeChat itself reads the file and sends it. */
export const sendFile: SendFile = async ({ url, fields, headers, blob, timeout }) => {
  const answer = await Taro.uploadFile({
    url,
    filePath: blob.src,
    name: 'file',
    formData: fields,
    header: headers,
    timeout,
  });
  return { status: answer.statusCode, body: parsed(answer.data) };
};
