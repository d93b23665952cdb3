import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Receipt } from '@songtao/shared/api/receipt.js';
import { useEffect, useState } from 'react';
import { refreshCases } from '../../features/case/villager/reads';
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
import { Phrases } from '../../ui/Phrases';
import { ReceiptPanel } from '../../ui/ReceiptPanel';
import { open, paths, replace, start } from '../paths';

function Received({ receipt, category }: { receipt: Receipt; category: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => void refreshCases(), []);
  const { number, holder, joined, id } = receipt;
  const { phone } = holder;
  return (
    <Page title="收到了" foot="bottom">
      <NoBar />
      <Main>
        {problem && <Banner title={problem} line="编号记下来也行。" />}
        <ReceiptPanel
          title="收到了"
          number={number}
          line={receivedWords(receipt)}
          promise={promiseOf(receipt, category)}
        >
          {joined && (
            <View className="st-sub">
              <Phrases of="这件事已经在办，您说的并进去了。" />
            </View>
          )}
          <PersonLine
            name={holder.name}
            role={holder.role}
            phone={phone ? phoneWords(phone) : undefined}
            onCall={phone ? () => void callPhone(phone) : undefined}
          />
        </ReceiptPanel>
        <View className="pg-pair">
          <ReadPage text={receiptAloud(receipt, category)} />
          <Button
            look="text"
            icon="download"
            words="存成图"
            onPress={() => void keepPicture(receipt, category).then(setProblem)}
          />
        </View>
        <View className="st-sub pg-center">
          <Phrases of="到日子没人联系，镇里来找您。" />
        </View>
      </Main>
      <BottomActions>
        <Button words="看进度" onPress={() => replace(paths.case(id))} />
      </BottomActions>
    </Page>
  );
}

/** 06: 收到了 only with the server's number, before it 存好了. For whatever was filed. */
export default function ReportDone() {
  const item = useSending(useRouter().params.item ?? '');
  const receipt = item && receiptOf(item);
  if (item && receipt) return <Received receipt={receipt} category={String(item.input.category)} />;
  if (item) return <Kept item={item} onHome={() => start(paths.home)} onOutbox={() => open(paths.outbox)} />;
  return (
    <Page title="收到了">
      <NoBar />
      <Main>
        <PageState kind="gone" action="看我的求助" onAction={() => start(paths.cases)} />
      </Main>
    </Page>
  );
}
