/** Whether, and for which app, the headers of WeChat's own gateway are believed. */
interface HeaderTrust {
  /** True only where public access to the service is closed (`WX_TRUST_HEADERS=1`). */
  readonly trustHeaders: boolean;
  readonly appId: string;
}

interface WeChatIdentity {
  readonly openid: string;
  readonly unionid?: string;
}

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The person that WeChat Cloud Run vouches for, or null.
 * Nothing says that its public gateway strips `X-WX-*` sent by a client, so all three must hold:
 * the service says that it stands behind the private line, the source is given, the app is ours.
 */
export function cloudRunIdentity(headers: Headers, trust: HeaderTrust): WeChatIdentity | null {
  if (!trust.trustHeaders) return null;
  const openid = single(headers['x-wx-openid']);
  const unionid = single(headers['x-wx-unionid']);
  if (!openid || !single(headers['x-wx-source'])) return null;
  if (single(headers['x-wx-appid']) !== trust.appId) return null;
  return { openid, ...(unionid && { unionid }) };
}

/** Whether a push came over Cloud Run's private line, where it is in plain; the platform spells this header so. */
export function isFromCloudRun(
  headers: Headers,
  { trustHeaders }: Pick<HeaderTrust, 'trustHeaders'>,
): boolean {
  return trustHeaders && single(headers['x-wx-sources']) !== null;
}

/** A header sent twice is nobody's. Node joins repeats with a comma, which no id holds. */
const single = (value: string | readonly string[] | undefined): string | null =>
  typeof value === 'string' && value !== '' && !value.includes(',') ? value : null;
