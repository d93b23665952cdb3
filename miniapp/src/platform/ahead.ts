import { isH5 } from './env';

interface Route {
  readonly path: string;
  load(): readonly [Promise<unknown>, ...unknown[]];
}

/** In a browser every page is a file: these are fetched while one reads the first, one by one so that what is asked for meanwhile comes between them, and no question waits for a network. */
export async function fetchAhead(root: 'pages/' | 'staff/'): Promise<void> {
  if (!isH5) return;
  const { routes } = (window as unknown as { __taroAppConfig: { routes: readonly Route[] } }).__taroAppConfig;
  for (const route of routes.filter(({ path }) => path.startsWith(root))) {
    // What does not come now is asked for again by whoever opens it.
    await route.load()[0].catch(() => undefined);
  }
}
