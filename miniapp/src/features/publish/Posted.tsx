import { View } from '@tarojs/components';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import { dayOf } from '@songtao/shared/calendar/calendar.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { phoneWords } from '../../platform/phone';
import { Banner } from '../../ui/Banner';
import { Paper } from '../../ui/Paper';
import { ProgressSteps } from '../../ui/ProgressBar';
import { Section, Surface } from '../../ui/Section';

const STATES: Partial<Record<NoticeView['state'], string>> = {
  expired: '贴满了，已经撤下',
  withdrawn: '已经撤下',
};

function Passed({ notice }: { notice: NoticeView }) {
  const { fullDays, fullDaysPassed, removedOn } = notice;
  if (fullDays === null || fullDaysPassed === null) return null;
  const left = fullDays - fullDaysPassed;
  return (
    <Section title="贴了几天">
      <Surface>
        <ProgressSteps done={fullDaysPassed} of={fullDays} words={`满${fullDaysPassed}天，还有${left}天`} />
        {removedOn !== null && <View className="st-sub pb-gap">{dayWords(removedOn)}自动撤下</View>}
      </Surface>
    </Section>
  );
}

function objectionWords(open: number): { title: string; line: string } {
  if (open === 0) return { title: '没有人提意见', line: '期满自动送到镇里' };
  return { title: `有${open}条意见没回话`, line: '镇里在查，回话以前不送' };
}

/** A 公示 that hangs: how long it has hung, and whether anybody objects. */
export function Posted({ notice }: { notice: NoticeView }) {
  const over = STATES[notice.state];
  const posted = notice.posted === null ? '' : `　${dayWords(dayOf(notice.posted))} 贴出`;
  return (
    <>
      {over ? (
        <Banner title={over} line="名字不再显示" />
      ) : (
        <Banner
          icon={notice.openObjections ? 'handup' : 'done'}
          {...objectionWords(notice.openObjections ?? 0)}
        />
      )}
      <Passed notice={notice} />
      <Section title="邻居看到的">
        <Paper
          title="公示"
          line={`${notice.areaName}${posted}`}
          lines={[
            { name: '什么事', text: notice.title },
            ...notice.items.map(({ name, group, class: general }) => ({
              who: true,
              name,
              text: `${group}组　${general}`,
            })),
            ...(notice.lastDay === null ? [] : [{ name: '看到', text: dayWords(notice.lastDay) }]),
            ...notice.phones.map(({ name, phone }) => ({ name, text: phoneWords(phone) })),
          ]}
        />
      </Section>
    </>
  );
}
