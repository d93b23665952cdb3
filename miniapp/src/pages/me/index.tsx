import { View } from '@tarojs/components';
import type { Me } from '@songtao/shared/api/session.js';
import { useOutbox } from '../../features/outbox/outbox';
import { useWaitingBadge } from '../../features/session/badge';
import { maskedPhone, placeWords, useMe, useSettings } from '../../features/session/person';
import { useReadAtOnce } from '../../features/sound/sound';
import { TabTitleBar } from '../../ui/AppBar';
import { Row, Rows, SwitchRow } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { useElder } from '../../ui/mode';
import { Main, Page } from '../../ui/Page';
import { PersonLine } from '../../ui/PersonLine';
import { Stack } from '../../ui/Section';
import { open, paths, start } from '../paths';

function Switches() {
  const elder = useElder();
  const [readAtOnce, setReadAtOnce] = useReadAtOnce();
  const { choose } = useSettings();
  return (
    <Rows>
      <SwitchRow
        icon="bigtext"
        title="大字版"
        line="也叫长辈版、关怀版"
        on={elder}
        onChange={(on) => choose({ elder: on, readAtOnce })}
      />
      <SwitchRow
        icon="speaker"
        title="打开就念"
        on={readAtOnce}
        onChange={(on) => {
          setReadAtOnce(on);
          choose({ elder, readAtOnce: on });
        }}
      />
    </Rows>
  );
}

function Mine({ me }: { me: Me }) {
  const waiting = useOutbox().waiting.length;
  const role = [placeWords(me), me.phone && maskedPhone(me.phone)].filter(Boolean).join(' · ');
  return (
    <Stack>
      <PersonLine name={me.name} role={role} />
      <Switches />
      <Rows>
        {waiting > 0 && (
          <Row icon="outbox" title="待发送" value={`${waiting}件`} onPress={() => open(paths.outbox)} />
        )}
        <Row icon="house" title="我家的情况" onPress={() => open(paths.household)} />
        <Row
          icon="trail"
          title="我的求助"
          value={me.open > 0 ? `${me.open}件` : undefined}
          onPress={() => open(paths.cases)}
        />
        <Row icon="eye" title="谁看过我家的信息" onPress={() => open(paths.looks)} />
        <Row icon="copy" title="我的信息拿一份" onPress={() => open(paths.copy)} />
        <Row icon="lock" title="隐私和同意" line="可以改，可以收回" onPress={() => open(paths.consent)} />
        <Row icon="board" title="公示公告" onPress={() => open(paths.notices)} />
      </Rows>
      <Rows>
        <Row
          icon="flag"
          title="投诉和建议"
          line="直接到区里，不经过村里"
          onPress={() => open(paths.appeal())}
        />
        {me.demo && (
          <Row icon="people" title="换个人试试" line="这是演示" onPress={() => start(paths.welcome)} />
        )}
      </Rows>
      <View className="st-meta pg-foot">
        <View>主办单位：{me.owner}</View>
        <View>使用单位：{me.user}</View>
        <View>备案号：{me.filing}</View>
      </View>
    </Stack>
  );
}

/** 我的 */
export default function MePage() {
  const me = useMe();
  useWaitingBadge();
  return (
    <Page title="我的">
      <TabTitleBar title="我的" />
      <Main>
        <Loaded of={me}>{(person) => <Mine me={person} />}</Loaded>
      </Main>
    </Page>
  );
}
