const programs = [
  [/MicroMessenger/, '微信'],
  [/Edg/, 'Edge'],
  [/Firefox/, '火狐'],
  [/Chrome/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const;

const machines = [
  [/Windows/, 'Windows 电脑'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, '安卓手机'],
  [/Mac OS/, '苹果电脑'],
  [/Linux/, 'Linux 电脑'],
] as const;

/** What somebody signs in with, as it says itself: enough to know one's own again, and no proof of anything. */
export function deviceWords(userAgent: string | undefined = ''): string | null {
  const found = [machines, programs].flatMap(
    (kinds) => kinds.find(([pattern]) => pattern.test(userAgent))?.[1] ?? [],
  );
  return found.length > 0 ? found.join('，') : null;
}
