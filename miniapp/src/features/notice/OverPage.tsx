import type { ReactNode } from 'react';
import { aloud, type Aloud } from '@songtao/shared/voice/aloud.js';
import { AppBar } from '../../ui/AppBar';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import type { Over } from './reads';
import { overWords } from './words';

interface OverPageProps {
  over: Over;
  /** 念给我听, given the words of the page. */
  read: (text: Aloud) => ReactNode;
  onOthers: () => void;
  onCall: () => void;
}

/** 18g: it ended, or it is another village's. Nothing of it is left to see. */
export function OverPage({ over, read, onOthers, onCall }: OverPageProps) {
  const { title, line } = overWords(over);
  const isPolicy = over !== 'foreign' && over.kind === 'policy';
  return (
    <Page title={title} foot="bottom2">
      <AppBar />
      <Main>
        <PageState kind="expired" icon={isPolicy ? 'book' : 'board'} title={title} line={line}>
          {read(aloud`${title}。${line}`)}
        </PageState>
      </Main>
      <BottomActions>
        <Button words={isPolicy ? '看别的政策' : '看正在贴的'} onPress={onOthers} />
        <Button
          look="text"
          icon="phone"
          words={isPolicy ? '打电话问' : '还有话说，打电话'}
          onPress={onCall}
        />
      </BottomActions>
    </Page>
  );
}
