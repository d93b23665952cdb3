import type { Endpoint, InputOf } from '@songtao/shared/api/endpoint.js';
import { callHeaders, settle } from './call';
import { noAnswer, wireRequest, type WireAnswer } from './call.core';
import { apiBase, isH5 } from './env';

/** A sheet is printed where a printer is: on a computer. WeChat opens no such document. */
export const canPrint = isH5;

/** Opens a sheet to print in a window of its own. Its address alone opens nothing: the session goes along in a header. Rejects with a CallError. */
export async function openPaper<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<void> {
  // Opened before the answer is there: later a browser would take it for an advertisement.
  const page = window.open('', '_blank');
  const { url } = wireRequest(endpoint, input as Record<string, unknown>, apiBase);
  const ask = async (): Promise<WireAnswer> => {
    const answer = await fetch(url, { headers: callHeaders() });
    return { status: answer.status, body: answer.ok ? { sheet: await answer.blob() } : await answer.json() };
  };
  try {
    const { sheet } = (await settle(endpoint, ask)) as { sheet: Blob };
    if (!page) throw noAnswer();
    page.location.href = URL.createObjectURL(sheet);
  } catch (error) {
    page?.close();
    throw error;
  }
}
