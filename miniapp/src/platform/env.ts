// Written in by the build (defineConstants). On H5 the server serves the pages, so its address is our own.
declare const API_BASE: string;
declare const APP_VERSION: string;

/** Where the contract's paths begin, without a slash at the end. */
export const apiBase = process.env.TARO_ENV === 'h5' ? '/api' : API_BASE;

/** Signed links of the server begin at its root, which a mini-program does not have. */
export function addressOf(link: string): string {
  return !isH5 && link.startsWith('/api/') ? apiBase + link.slice('/api'.length) : link;
}

export const appVersion = APP_VERSION;

export const isH5 = process.env.TARO_ENV === 'h5';
