import './platform/polyfills';
import { QueryClientProvider } from '@tanstack/react-query';
import Taro, { useLaunch } from '@tarojs/taro';
import type { PropsWithChildren } from 'react';
import { openOutbox } from './features/outbox/outbox';
import { fetchAhead } from './platform/ahead';
import { onStepUp, onUpdateNeeded } from './platform/call';
import { dropOldDrafts } from './platform/draft';
import { isH5 } from './platform/env';
import { useElder, watchFont } from './platform/font';
import { prepareIds } from './platform/ids';
import { watchNetwork } from './platform/network';
import { queryClient, watchQueries } from './platform/query';
import { openSession } from './platform/session';
import { session } from './platform/session-state';
import { takeReserve } from './platform/storage';
import { ModeProvider } from './ui/mode';
import './app.css';

const LOOK_AGAIN_MS = 30;

/** A browser fetches the first page while the app begins; led elsewhere before it is there, it would come back on top. */
function firstPage(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (Taro.getCurrentPages().length > 0) resolve();
      else setTimeout(look, LOOK_AGAIN_MS);
    };
    look();
  });
}

const here = (): string => Taro.getCurrentInstance().router?.path ?? '';

/** A browser cannot sign in by itself: it asks who one is, unless it shows already how staff come in. */
function askWho(): void {
  if (isH5 && session.get() === null && !here().includes('staff/door/index'))
    void Taro.reLaunch({ url: '/pages/welcome/index' });
}

/** Staff begin with their day; whoever was led to another page by a message stays there. */
function toWork(): void {
  if (session.get()?.staff && here().includes('pages/home/index'))
    void Taro.reLaunch({ url: '/staff/today/index' });
}

/** The page where the second factor is shown says itself what it is refused. */
function askForFactor(): void {
  if (!here().includes('staff/me/factor')) void Taro.navigateTo({ url: '/staff/me/factor' });
}

function whatComesNext(): void {
  void fetchAhead(session.get()?.staff ? 'staff/' : 'pages/');
}

/** Taro's tabs are links to a script, which our content policy refuses aloud; the tap itself is heard all the same. */
function quietTabs(): void {
  document.addEventListener('click', (event) => {
    if ((event.target as Element).closest('a[href^="javascript:"]')) event.preventDefault();
  });
}

async function open(): Promise<void> {
  if (isH5) quietTabs();
  watchNetwork();
  watchFont();
  watchQueries();
  dropOldDrafts();
  takeReserve();
  onUpdateNeeded(() => void Taro.reLaunch({ url: '/pages/welcome/update' }));
  onStepUp(askForFactor);
  await prepareIds();
  await openSession();
  openOutbox();
  await firstPage();
  session.watch(askWho);
  session.watch(whatComesNext);
  askWho();
  toWork();
  whatComesNext();
}

function Mode({ children }: PropsWithChildren) {
  return <ModeProvider elder={useElder()}>{children}</ModeProvider>;
}

/** What lies around every page: the answers of the server, and the size of everything. */
export default function App({ children }: PropsWithChildren) {
  useLaunch(() => void open());
  return (
    <QueryClientProvider client={queryClient}>
      <Mode>{children}</Mode>
    </QueryClientProvider>
  );
}
