import { scan } from '../../platform/scan';

export { canScan } from '../../platform/scan';

/** Scans what a computer shows; null where it was no ticket. */
export async function scanTicket(): Promise<string | null> {
  return /[?&]ticket=([\w-]{36})$/.exec((await scan()) ?? '')?.[1] ?? null;
}
