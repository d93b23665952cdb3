import { View } from '@tarojs/components';
import type { FileRef } from '@songtao/shared/api/common.js';
import type { NoticeView } from '@songtao/shared/api/notice.js';
import { dayWords } from '@songtao/shared/calendar/words.js';
import type { ReactNode } from 'react';
import { phoneWords } from '../../platform/phone';
import { AnswerRow } from '../../ui/AnswerRow';
import { Rows } from '../../ui/ListRow';
import { PageTitle, Section, Stack, Surface } from '../../ui/Section';
import { NumberedSteps } from '../../ui/StepTrail';
import './publish.css';

const STATES: Record<NoticeView['state'], string> = {
  draft: '还没送审',
  checking: '等人核对',
  published: '发出去了',
  expired: '到期收走了',
  withdrawn: '撤下了',
};

/** How far a notice is, in words. */
export const noticeStateWords = (state: NoticeView['state']): string => STATES[state];

const daysWords = ({ effectiveFrom, effectiveTo }: NoticeView): string =>
  [effectiveFrom && dayWords(effectiveFrom), effectiveTo && dayWords(effectiveTo)]
    .filter(Boolean)
    .join('到') || '没写';

/** A policy or an announcement as its readers will have it, whole, for the person who looks it over. */
export function NoticeText({ notice, voice }: { notice: NoticeView; voice: (file: FileRef) => ReactNode }) {
  const {
    title,
    officialTitle,
    plain,
    body,
    audio,
    steps,
    questions,
    contact,
    document,
    areaName,
    writer,
    checker,
  } = notice;
  return (
    <>
      <PageTitle words={title} line={officialTitle === '' ? undefined : officialTitle} />
      <Surface>
        <Stack>
          {audio && voice(audio)}
          <View className="st-lead pb-lines">{plain}</View>
        </Stack>
      </Surface>
      {steps.length > 0 && (
        <Section title={`怎么办，一共${steps.length}步`}>
          <NumberedSteps steps={steps.map(({ title: step, text }) => ({ title: step, note: text }))} />
        </Section>
      )}
      {questions.length > 0 && (
        <Section title="我能享受吗">
          <Rows label="我能享受吗">
            {questions.map(({ text, answers }) => (
              <AnswerRow
                key={text}
                block
                name={text}
                value={answers.map((answer) => answer.title).join(' / ')}
              />
            ))}
          </Rows>
        </Section>
      )}
      <Section title="别的">
        <Rows label="别的">
          <AnswerRow name="给谁看" value={areaName} />
          <AnswerRow
            name="找谁问"
            value={contact ? `${contact.name}，${contact.role}，${phoneWords(contact.phone)}` : '没写'}
          />
          <AnswerRow name="哪几天" value={daysWords(notice)} />
          <AnswerRow name="文件" value={document ? `${document.name}，${document.number}` : '没写'} />
          <AnswerRow name="谁写的" value={writer ?? '镇里'} />
          {checker && <AnswerRow name="谁核对" value={checker} />}
        </Rows>
      </Section>
      {body !== '' && (
        <Section title="原文">
          <Surface>
            <View className="pb-lines">{body}</View>
          </Surface>
        </Section>
      )}
    </>
  );
}
