import { View } from '@tarojs/components';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { LeftDays } from '../../features/notice/LeftDays';
import { Names } from '../../features/notice/Names';
import { audioOf, freshAudio } from '../../features/notice/reads';
import { publicNoticeLines } from '../../features/notice/words';
import { callPhone, phoneWords } from '../../features/session/person';
import { Listen } from '../../features/sound/Listen';
import { Icon } from '../../ui/Icon';
import { PersonLine } from '../../ui/PersonLine';
import { Phrases } from '../../ui/Phrases';
import { Section, Stack, Surface } from '../../ui/Section';
import { NumberedSteps } from '../../ui/StepTrail';

/** The village first; the town does not go through it. */
function Phones({ view: { phones, areaName } }: { view: NoticeView }) {
  if (phones.length === 0) return null;
  return (
    <Section title="也可以打电话">
      <Surface>
        <Stack>
          {phones.map(({ name, phone }, place) => (
            <View key={name}>
              {place > 0 && <View className="nt-line nt-gap" />}
              <PersonLine
                name={name}
                role={name === areaName ? '村委会' : ['镇政府', '不经过村里']}
                phone={phoneWords(phone)}
                onCall={() => void callPhone(phone)}
              />
            </View>
          ))}
        </Stack>
      </Surface>
    </Section>
  );
}

function Asked({ households }: { households: number }) {
  return (
    <Section title="请您帮着看">
      <Surface>
        <NumberedSteps
          steps={[
            { title: `这${households}户，合适吗？` },
            { title: '有没有人家漏了？' },
            { title: '名字和组，写对了吗？' },
          ]}
        />
      </Surface>
      <View className="st-sub nt-under">没意见，不用点。</View>
      <View className="st-sub">
        <Phrases of="有意见，5个工作日内回话。" />
      </View>
    </Section>
  );
}

/** 15: neighbours check and speak, and see almost nothing. */
export function PublicNotice({ view }: { view: NoticeView }) {
  const { id, title, areaName, posted, lastDay, removedOn, items } = view;
  const since = posted === null ? '' : `${dayWords(dayOf(posted))}贴出来。`;
  return (
    <>
      <View className="st-title">
        <Phrases of={title} />
      </View>
      <View className="st-sub nt-head">
        <Phrases of={`${areaName}。${since}`} />
      </View>
      <Surface flush>
        <Listen
          lines={publicNoticeLines(view)}
          audio={audioOf(view)}
          seconds={view.seconds}
          opens="silent"
          renew={() => freshAudio(id)}
        />
        {lastDay && <LeftDays lastDay={lastDay} removedOn={removedOn} />}
      </Surface>
      <Section title={`准备帮这${items.length}户`} aside="户主、组、类别">
        <Names items={items} />
        <View className="st-sub nt-under">这里不写身份证、电话和病情。</View>
      </Section>
      <Asked households={items.length} />
      <Phones view={view} />
      <View className="st-sub nt-own">
        <Icon name="lock" size="s" />
        <View>只给本村人看，不能转发。</View>
      </View>
    </>
  );
}
