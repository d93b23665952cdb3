import { View } from '@tarojs/components';
import { dayWords } from '@songtao/shared/calendar/words.js';
import { findingWords } from '@songtao/shared/notice/screen.js';
import { phoneWords } from '../../platform/phone';
import { Banner } from '../../ui/Banner';
import { Chip, Chips } from '../../ui/Chip';
import { Row, Rows } from '../../ui/ListRow';
import { Paper } from '../../ui/Paper';
import { Phrases } from '../../ui/Phrases';
import { ProgressSteps } from '../../ui/ProgressBar';
import { Section, Stack, Surface } from '../../ui/Section';
import { TextField } from '../../ui/TextField';
import type { Preview } from './posting';
import './publish.css';

const COVERED = ['身份证号', '村民电话', '看什么病', '孩子名字', '门牌', '银行卡', '每人多少钱'] as const;

function linesOf({ items, lastDay, phones }: Preview) {
  return [
    ...items
      .filter(({ blockedBy }) => blockedBy === null)
      .map(({ name, group, class: general }) => ({ who: true, name, text: `${group}组　${general}` })),
    { name: '看到', text: dayWords(lastDay) },
    ...phones.map(({ name, phone }) => ({ name, text: phoneWords(phone) })),
  ];
}

/** Where something stands that may not be public: what it is, and how to get it out. */
function Found({
  preview,
  title,
  onTitle,
}: {
  preview: Preview;
  title: string;
  onTitle: (title: string) => void;
}) {
  return (
    <Section title="查到的" aside={`${preview.findings.length}处`}>
      <Stack>
        <Rows label="查到的">
          {preview.findings.map(({ text, kind, start }) => (
            <Row key={`${kind}${start}`} strong title={text} line={findingWords[kind]} />
          ))}
        </Rows>
        <TextField
          label="标题，改一改"
          defaultValue={title === '' ? preview.title : title}
          maxlength={30}
          onInput={onTitle}
        />
      </Stack>
    </Section>
  );
}

function Days({ preview }: { preview: Preview }) {
  const { firstFullDay, lastDay, removedOn, fullDays } = preview;
  return (
    <Section title="贴几天">
      <Surface>
        <ProgressSteps done={0} of={fullDays} />
        <View className="pb-gap">
          <Phrases of={[dayWords(firstFullDay), `到${dayWords(lastDay)}，`, `满${fullDays}个整天`]} />
        </View>
        <View className="st-sub">贴出当天不算。{dayWords(removedOn)}自动撤下</View>
      </Surface>
    </Section>
  );
}

interface PostPreviewProps {
  preview: Preview;
  villageName: string;
  today: string;
  title: string;
  onTitle: (title: string) => void;
}

/** The notice as the neighbours will see it, before it hangs. */
export function PostPreview({ preview, villageName, today, title, onTitle }: PostPreviewProps) {
  const clean = preview.findings.length === 0;
  return (
    <>
      {clean ? (
        <Banner tone="done" icon="shield" title="查过了，可以贴" line="没有病情、电话、证件号、孩子名字" />
      ) : (
        <Banner
          tone="wait"
          icon="lock"
          title={`有${preview.findings.length}处不能公开`}
          line="改好才能贴出去"
        />
      )}
      {!clean && <Found preview={preview} title={title} onTitle={onTitle} />}
      <Section title={clean ? '邻居看到的' : '邻居会看到的'} aside={clean ? '只有本村人看得到' : '还没贴'}>
        <Stack>
          <Paper
            title="公示"
            line={`${villageName}　${dayWords(today)} 贴出`}
            lines={[{ name: '什么事', text: preview.title }, ...linesOf(preview)]}
            found={preview.findings.map(({ text }) => text)}
          />
        </Stack>
      </Section>
      <Days preview={preview} />
      <Section title="不给邻居看的">
        <Surface>
          <Chips>
            {COVERED.map((words) => (
              <Chip key={words} icon="lock" words={words} />
            ))}
          </Chips>
          <View className="st-sub pb-gap">这些没有放，也放不进去。</View>
        </Surface>
      </Section>
    </>
  );
}
