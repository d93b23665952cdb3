import { receipt, type Receipt } from '@songtao/shared/api/receipt.js';
import type { OutboxItem } from './outbox.core';

/** The server's receipt for something that was filed; null until it is there. */
export function receiptOf(item: OutboxItem): Receipt | null {
  const read = receipt.safeParse(item.receipt);
  return read.success ? read.data : null;
}
