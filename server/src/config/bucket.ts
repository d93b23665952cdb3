import * as z from 'zod';

const form = '写法是 https://编号:密钥@桶的域名/文件夹/?region=地域';

/** A bucket that speaks S3, by its address: https://ID:KEY@host/folder/?region=REGION. */
export const bucket = z.string().transform((text, ctx) => {
  const given = URL.canParse(text) ? new URL(text) : null;
  const region = given?.searchParams.get('region');
  if (!given || !/^https?:$/.test(given.protocol) || !region || !given.username || !given.password) {
    ctx.addIssue({ code: 'custom', message: form });
    return z.NEVER;
  }
  const folder = given.pathname.endsWith('/') ? given.pathname : `${given.pathname}/`;
  return {
    /** With the folder, and a slash at its end. */
    url: new URL(folder, given.origin),
    region,
    keyId: decodeURIComponent(given.username),
    secret: decodeURIComponent(given.password),
  };
});
