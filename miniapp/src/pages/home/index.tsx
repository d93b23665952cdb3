import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import type { Me } from '@songtao/shared/api/session.js';
import { refreshCases, useMyCases } from '../../features/case/villager/reads';
import { promiseWords } from '../../features/case/villager/words';
import { usePublicNotice } from '../../features/message/notice';
import { OfflineBanner } from '../../features/outbox/OfflineBanner';
import { useWaitingBadge } from '../../features/session/badge';
import { placeWords, useMe, useSettings } from '../../features/session/person';
import { BrandBar } from '../../ui/AppBar';
import { PickChip } from '../../ui/Chip';
import { DoorTile, Doors } from '../../ui/DoorTile';
import { Icon } from '../../ui/Icon';
import { useElder } from '../../ui/mode';
import { Main, Page } from '../../ui/Page';
import { Press } from '../../ui/Press';
import { open, paths } from '../paths';

function Hello({ me }: { me: Me | undefined }) {
  const elder = useElder();
  const { choose } = useSettings();
  const place = me && placeWords(me);
  return (
    <View className="pg-hello">
      <View>
        <View className="st-b">{me ? `${me.name}，您好` : '您好'}</View>
        {place && <View className="st-sub std-block">{place}</View>}
      </View>
      {me && (
        <PickChip
          words={elder ? '标准版' : '大字版'}
          icon={elder ? undefined : 'bigtext'}
          onPress={() => choose({ elder: !elder, readAtOnce: me.readAtOnce })}
        />
      )}
    </View>
  );
}

const progress = { size: 'wide', icon: 'trail', title: '我的进度' } as const;
const look = '看看办到哪里了';

/** One's own case where there is just one to look at, else all of them. */
function ProgressDoor({ me }: { me: Me }) {
  const cases = useMyCases().data?.items ?? [];
  const waiting = cases.filter(({ sentence }) => sentence.mine);
  const live = cases.filter(({ kind }) => kind !== 'closed');
  const first = waiting[0];
  const only = [waiting, live].find(({ length }) => length === 1)?.[0];
  const line = me.open > 0 ? `正在办${me.open}件` : look;
  return (
    <DoorTile
      {...progress}
      waiting={me.waiting > 0 ? `有${me.waiting}件事等您办` : undefined}
      line={first?.sentence.next ? promiseWords(first.sentence.next, first.sentence.until) : line}
      elderLine={me.waiting > 0 ? undefined : line}
      onPress={() => open(only ? paths.case(only.id) : paths.cases)}
    />
  );
}

function VillageNotice() {
  const notice = usePublicNotice();
  if (!notice) return null;
  const left = notice.daysLeft === 0 ? '今天最后一天' : `还有${notice.daysLeft}天`;
  const line = `${notice.households ?? 0}户，有意见可以说，${left}`;
  return (
    <Press
      className="st-notice pg-board"
      label={`村里贴出来的名单，${line}`}
      onPress={() => open(paths.notice(notice.id))}
    >
      <Icon name="board" size="door" />
      <View className="st-notice__b">
        <View className="st-notice__t">村里贴出来的名单</View>
        <View className="st-notice__s">{line}</View>
      </View>
      <Icon name="next" size="s" className="st-row__go" />
    </Press>
  );
}

/** 首页: four doors, which wait for no answer, and what hangs in the village. */
export default function Home() {
  const me = useMe().data;
  useWaitingBadge();
  useDidShow(() => void refreshCases());
  return (
    <Page title="松涛守望">
      <BrandBar />
      <Main>
        <OfflineBanner onOpen={() => open(paths.outbox)} />
        <Hello me={me} />
        <Doors>
          <DoorTile
            size="hero"
            icon="mic"
            title="我要求助"
            line="对着手机说，不用打字"
            elderLine="开口说就行"
            onPress={() => open(paths.report('what'))}
          />
          {me ? (
            <ProgressDoor me={me} />
          ) : (
            <DoorTile {...progress} line={look} elderLine={look} onPress={() => open(paths.cases)} />
          )}
          <DoorTile
            size="small"
            icon="book"
            title="看政策"
            line="能领什么，怎么办"
            onPress={() => open(paths.policies)}
          />
          <DoorTile
            size="small"
            icon="phone"
            title="打电话"
            line="找村里、镇里的人"
            onPress={() => open(paths.phones)}
          />
        </Doors>
        {me && <VillageNotice />}
      </Main>
    </Page>
  );
}
