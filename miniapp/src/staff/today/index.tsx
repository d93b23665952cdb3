import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import type { TaskLine } from '@songtao/shared/api/case.js';
import { dayOf, type Instant } from '@songtao/shared/calendar/calendar.js';
import { instantOf } from '@songtao/shared/calendar/instant.js';
import { dayWords, timeWords, waitedWords } from '@songtao/shared/calendar/words.js';
import { doors } from '@songtao/shared/category/registry.js';
import { useEffect } from 'react';
import { OfflineBanner } from '../../features/outbox/OfflineBanner';
import type { WorklistKey } from '@songtao/shared/worklist/worklist.js';
import { batchOf } from '../../features/work/batch';
import { callSubject } from '../../features/work/call';
import { listsFor, refreshWork, useToday } from '../../features/work/reads';
import {
  partsOf,
  sumWords,
  sundayOf,
  taskIcon,
  taskPlace,
  taskTitle,
  whenWords,
} from '../../features/work/today';
import { useMe, useNow } from '../../features/session/person';
import { TabTitleBar } from '../../ui/AppBar';
import { Banner } from '../../ui/Banner';
import { ActionBar } from '../../ui/BottomActions';
import { Button } from '../../ui/Button';
import { CaseCard } from '../../ui/CaseCard';
import { Chip } from '../../ui/Chip';
import { Row, Rows } from '../../ui/ListRow';
import { Loaded } from '../../ui/Loaded';
import { Main, Page } from '../../ui/Page';
import { PageState } from '../../ui/PageState';
import { Section, Stack } from '../../ui/Section';
import { open, replace, staffPaths } from '../paths';
import '../staff.css';
import { seesCases, StaffTabs } from '../StaffTabs';

type Today = NonNullable<ReturnType<typeof useToday>['data']>;

function Urgent({ task, now }: { task: TaskLine; now: Instant }) {
  const look = (): void => open(staffPaths.task(task.caseId));
  const call = async (): Promise<void> => {
    if ((await callSubject(task.caseId)) === 'noPhone') look();
  };
  return (
    <CaseCard tone="urgent" title={taskTitle(task)}>
      <View>{taskPlace(task)}</View>
      <View className="st-sub">{timeWords(task.opened, now)} 报来。先帮人，手续以后补。</View>
      <View className="sp-acts">
        <ActionBar>
          <Button look="danger" icon="phone" words="打电话" onPress={() => void call()} />
          <Button look="quiet" words="看情况" onPress={look} />
        </ActionBar>
      </View>
    </CaseCard>
  );
}

function Tasks({ tasks, now }: { tasks: readonly TaskLine[]; now: Instant }) {
  return (
    <Rows>
      {tasks.map((task) => (
        <Row
          key={`${task.caseId}${task.key}`}
          strong
          icon={taskIcon(task.key)}
          title={taskTitle(task)}
          when={whenWords(task, now)}
          line={taskPlace(task)}
          onPress={() => open(staffPaths.task(task.caseId))}
        />
      ))}
    </Rows>
  );
}

function NothingToday({ next, now }: { next: TaskLine | null; now: Instant }) {
  const line = next === null ? '有新的会告诉您' : `下一件：${whenWords(next, now)}，${taskTitle(next)}`;
  return <PageState kind="empty" icon="done" title="今天的都办完了" line={line} />;
}

function Work({ today, now }: { today: Today; now: Instant }) {
  const { urgent, today: due, week, later } = partsOf(today.items, now);
  const first = urgent[0];
  const sunday = sundayOf(dayOf(now));
  const beyond = today.total - today.items.length;
  return (
    <>
      {urgent.length + due.length === 0 ? (
        <NothingToday next={week[0] ?? later[0] ?? today.next} now={now} />
      ) : (
        <View className="st-lead">{sumWords(today)}</View>
      )}
      {first && (
        <Section
          title="急事"
          aside={<Chip tone="urgent" icon="alert" words={`已等${waitedWords(first.opened, now)}`} />}
        >
          <Stack>
            {urgent.map((task) => (
              <Urgent key={`${task.caseId}${task.key}`} task={task} now={now} />
            ))}
          </Stack>
        </Section>
      )}
      {due.length > 0 && (
        <Section title="今天到期" aside={<Chip tone="wait" icon="clock" words={`等您办 ${due.length}件`} />}>
          <Tasks tasks={due} now={now} />
        </Section>
      )}
      {week.length > 0 && (
        <Section title="这周" aside={`${dayWords(sunday)}前 ${week.length}件`}>
          <Tasks tasks={week} now={now} />
        </Section>
      )}
      {later.length > 0 && (
        <Section title="下周以后" aside={`${later.length}件`}>
          <Tasks tasks={later} now={now} />
        </Section>
      )}
      {beyond > 0 && (
        <Button
          look="text"
          words={`还有${beyond}件`}
          iconEnd="next"
          onPress={() => open(staffPaths.list('held'))}
        />
      )}
    </>
  );
}

/** Rows that are acted on together have a page for it; what is posted as one notice has its own. */
function pageOf(key: WorklistKey): string {
  const batch = batchOf(key);
  if (batch === null) return staffPaths.list(key);
  return batch.action.screen === 'publicNotice' ? staffPaths.post('') : staffPaths.batch(key);
}

/** Lists and doors beside one's own tasks; which lists is said by the lists themselves. */
function Doors() {
  const me = useMe().data;
  if (!me) return null;
  return (
    <Section title="别的">
      <Rows label="别的">
        <Row
          icon="plus"
          title="替人报一件"
          line="没有手机的，由您来报"
          onPress={() => open(staffPaths.report)}
        />
        {doors.map(({ category, icon, title, line }) => (
          <Row
            key={category}
            icon={icon}
            title={title}
            line={line}
            onPress={() => open(staffPaths.reportOf(category))}
          />
        ))}
        <Row icon="search" title="找一件求助" line="按编号或名字" onPress={() => open(staffPaths.search)} />
        <Row
          icon="mail"
          title="消息"
          value={me.unread > 0 ? `${me.unread}条新的` : undefined}
          onPress={() => open(staffPaths.inbox)}
        />
        {listsFor(me).map(({ key, list }) => (
          <Row key={key} icon="list" title={list.title} onPress={() => open(pageOf(key))} />
        ))}
      </Rows>
    </Section>
  );
}

/** 今天: what one must do now, in one list. */
export default function TodayPage() {
  const now = useNow();
  const me = useMe().data;
  const today = useToday();
  useDidShow(() => void refreshWork());
  const isLost = me !== undefined && !seesCases(me);
  useEffect(() => {
    if (isLost) replace(staffPaths.me);
  }, [isLost]);
  return (
    <Page title="今天" foot="tab">
      <TabTitleBar title="今天" aside={dayWords(dayOf(now))} />
      <Main>
        <OfflineBanner onOpen={() => open(staffPaths.outbox)} />
        {me?.coveredBy && <Banner title={`您在休假，${me.coveredBy}替您`} />}
        <Loaded of={today}>{(tasks) => <Work today={tasks} now={now} />}</Loaded>
        <Doors />
        {today.data && (
          <View className="st-meta sp-foot">
            <View>急的在前，再按到期日排，最多15件。</View>
            <View>{timeWords(instantOf(today.dataUpdatedAt), instantOf(Date.now()))} 已更新</View>
          </View>
        )}
      </Main>
      <StaffTabs current="today" />
    </Page>
  );
}
