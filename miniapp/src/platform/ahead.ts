import { isH5 } from './env';

interface Route {
  readonly path: string;
  load(): readonly [Promise<unknown>, ...unknown[]];
}

/** When the phone has nothing else to do; iPhones have no word for that. */
function idle(): Promise<unknown> {
  const { requestIdleCallback } = window as Partial<Pick<Window, 'requestIdleCallback'>>;
  return new Promise((resolve) => (requestIdleCallback ?? setTimeout)(resolve));
}

/** In a browser every page is a file: these are fetched while one reads the first, one by one and never before what a finger asks for, so that no question waits for a network. */
export async function fetchAhead(root: 'pages/' | 'staff/'): Promise<void> {
  if (!isH5) return;
  const { routes } = (window as unknown as { __taroAppConfig: { routes: readonly Route[] } }).__taroAppConfig;
  for (const route of routes.filter(({ path }) => path.startsWith(root))) {
    await idle();
    // What does not come now is asked for again by whoever opens it.
    await route.load()[0].catch(() => undefined);
  }
}
