import type { OutputOf } from '@songtao/shared/api/endpoint.js';
import type { privacyApi } from '@songtao/shared/api/privacy.js';
import { dateWords, timeWords } from '@songtao/shared/calendar/words.js';

type Copy = Omit<OutputOf<typeof privacyApi.copy>, 'lines'>;

/** The copy in words, as it is read aloud or printed. */
export function linesOf(copy: Copy): string[] {
  return [
    `这是${timeWords(copy.at, copy.at)}，我们留着的您的信息。`,
    ...personLines(copy),
    ...householdLines(copy),
    ...caseLines(copy),
    `收到过${copy.messages.length}条消息。`,
    ...copy.messages.map(({ at, title, body }) => `${timeWords(at, copy.at)}：${title}。${body}`),
    `您的信息被看过${copy.looks.length}次。`,
    ...copy.looks.map(
      ({ at, by, what, reason }) =>
        `${timeWords(at, copy.at)}：${by}${what}${reason === null ? '' : `，${reason}`}。`,
    ),
  ];
}

function personLines({ at, me, phone, consents }: Copy): string[] {
  return [
    `名字：${me.name || '没有留'}。`,
    `手机号：${phone ?? '没有留'}。`,
    `村：${me.villageName ?? '没有说'}。`,
    `微信：${me.wechatBound ? '连着' : '没有连'}。`,
    ...consents.map((each) => {
      // Nothing can be taken back that was never given.
      const no = consents.some((other) => other.given && other.at < each.at) ? '收回了同意' : '没有同意';
      return `${timeWords(each.at, at)}：${each.given ? '同意了' : no}。`;
    }),
  ];
}

function householdLines({ household }: Copy): string[] {
  if (household === null) return ['没有连着哪一户。'];
  const { head, villageName, group, phone, members } = household;
  return [
    `您家：${villageName}${group}组，户主${head}，电话${phone ?? '没有留'}。`,
    ...members.map(({ name, relation, birthDate }) => {
      const born = birthDate === null ? '' : `，${dateWords(birthDate)}生`;
      return `家里人：${name}，${relation}${born}。`;
    }),
  ];
}

function caseLines({ at, cases }: Copy): string[] {
  return [
    `有${cases.length}件事。`,
    ...cases.flatMap(({ number, title, reportedAt, story, timeline, helps }) => [
      `${number} ${title}，${timeWords(reportedAt, at)}报的。`,
      ...(story?.words ? [`说的是：${story.words}`] : []),
      ...(story ? [`录音${story.voice.length}段，照片${story.photos.length}张。`] : []),
      ...timeline.map((row) => `${timeWords(row.at, at)}：${row.words}。`),
      ...helps.map(({ what, by, on }) => `帮扶：${what}，${by}，${dateWords(on)}。`),
    ]),
  ];
}
