import { useRouter } from '@tarojs/taro';
import { timeWords } from '@songtao/shared/calendar/words.js';
import { useState } from 'react';
import { useAnswer, useAsking } from '../../features/door/ticket';
import { useNow } from '../../features/session/person';
import { AppBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { BottomActions } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { ChoiceOne } from '../../ui/Choice';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { PageTitle, Stack } from '../../ui/Section';
import { back } from '../paths';

type Asking = NonNullable<ReturnType<typeof useAsking>['data']>;

interface AskedProps {
  asking: Asking;
  number: string | undefined;
  onNumber: (number: string) => void;
}

function Asked({ asking, number, onNumber }: AskedProps) {
  const { device, address, sameNetwork, drawnAt, numbers } = asking;
  const now = useNow();
  return (
    <Stack>
      <Rows label="要打开的电脑">
        <Row icon="building" title={device} line={timeWords(drawnAt, now)} />
        <Row
          icon="pin"
          title={sameNetwork ? '和手机同一个网络' : '和手机不是一个网络'}
          line={`网络地址 ${address}`}
        />
      </Rows>
      <ChoiceOne
        label="电脑上写的是哪个数？"
        options={numbers.map((each) => ({ value: each, words: each }))}
        value={number}
        onChange={onNumber}
      />
    </Stack>
  );
}

const endings = {
  in: { icon: 'done', title: '电脑上打开了', line: '用完记得退出' },
  no: { icon: 'shield', title: '没让它打开', line: '不是您开的，就告诉管理员' },
} as const;

/** On the phone: what wants to be opened, the number that stands there, and yes or no. */
export default function ConfirmPage() {
  const { ticket = '' } = useRouter().params;
  const asking = useAsking(ticket);
  const { said, busy, problem, yes, no } = useAnswer(ticket);
  const [number, setNumber] = useState<string>();
  const asked = said === null && asking.data !== undefined;
  return (
    <Page title="登录电脑" foot={asked ? 'bottom2' : undefined}>
      <AppBar onBack={() => back()} />
      <Main>
        {said !== null && (
          <PageState kind="empty" {...endings[said]}>
            <Button look="quiet" words="好" onPress={() => back()} />
          </PageState>
        )}
        {said === null && (
          <>
            {problem !== null && <Banner tone="wait" title={problem} />}
            <PageTitle words="登录电脑" line="是您自己开的，才点“是我”" />
            <Loaded of={asking}>
              {(data) => <Asked asking={data} number={number} onNumber={setNumber} />}
            </Loaded>
          </>
        )}
      </Main>
      {asked && (
        <BottomActions>
          <Button
            words="是我，打开"
            busy={busy}
            off={number === undefined ? '先点数字' : undefined}
            onPress={() => {
              if (number !== undefined) yes(number);
            }}
          />
          <Button look="text" words="不是我" busy={busy} onPress={no} />
        </BottomActions>
      )}
    </Page>
  );
}
