import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Receipt } from '@songtao/shared/api/receipt.js';
import { aloud } from '@songtao/shared/voice/aloud.js';
import { useEffect, useState } from 'react';
import { refreshNotices } from '../../features/notice/reads';
import { Kept } from '../../features/outbox/Kept';
import { useSending } from '../../features/outbox/outbox';
import { receiptOf } from '../../features/outbox/receipt';
import { keepPicture, promiseOf, receiptAloud, receivedWords } from '../../features/report/receipt';
import { callPhone, phoneWords } from '../../features/session/person';
import { ReadPage } from '../../features/sound/ReadPage';
import { NoBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PersonLine } from '../../ui/PersonLine';
import { ReceiptPanel } from '../../ui/ReceiptPanel';
import { back, open, paths, start } from '../paths';
import '../../features/notice/notice.css';

const category = 'objection';

function Received({ receipt, hidden }: { receipt: Receipt; hidden: boolean }) {
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => void refreshNotices(), []);
  const { number, holder } = receipt;
  const { phone } = holder;
  const who = hidden ? aloud`村里不知道是您说的。` : aloud`村里和镇里都知道了。`;
  return (
    <Page title="镇里收到了" foot="bottom">
      <NoBar />
      <Main>
        {problem && <Banner title={problem} line="编号记下来也行。" />}
        <ReceiptPanel
          title="镇里收到了"
          number={number}
          line={receivedWords(receipt)}
          promise={promiseOf(receipt, category)}
        >
          <View className="st-sub nt-gap">{who}</View>
          <PersonLine
            name={holder.name}
            role={holder.role}
            phone={phone ? phoneWords(phone) : undefined}
            onCall={phone ? () => void callPhone(phone) : undefined}
          />
        </ReceiptPanel>
        <View className="pg-pair">
          <ReadPage text={aloud`镇里${receiptAloud(receipt, category)}${who}`} />
          <Button
            look="text"
            icon="download"
            words="存成图"
            onPress={() => void keepPicture(receipt, category).then(setProblem)}
          />
        </View>
      </Main>
      <BottomActions>
        <Button words="好，知道了" onPress={back} />
      </BottomActions>
    </Page>
  );
}

/** 16b: 镇里收到了 only with the server's number. */
export default function ObjectionDone() {
  const item = useSending(useRouter().params.item ?? '');
  const receipt = item && receiptOf(item);
  if (item && receipt) {
    const { hidden } = item.input.form as { hidden?: boolean };
    return <Received receipt={receipt} hidden={hidden === true} />;
  }
  if (item) return <Kept item={item} onHome={() => start(paths.home)} onOutbox={() => open(paths.outbox)} />;
  return (
    <Page title="镇里收到了">
      <NoBar />
      <Main>
        <PageState kind="gone" action="看公示公告" onAction={() => start(paths.notices)} />
      </Main>
    </Page>
  );
}
