import type { NoticeView } from '@songtao/shared/api/notice.js';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { AnswerRow } from '../../ui/AnswerRow';
import { Row } from '../../ui/ListRow';
import './notice.css';
import { fullDayWords } from './words';

/** 看文件原文, folded: number, issuer, dates and the text itself. Stands in Rows. */
export function Original({ view }: { view: NoticeView }) {
  const [open, setOpen] = useState(false);
  const { document, body, effectiveFrom, effectiveTo } = view;
  if (!document && body === '') return null;
  const toggle = () => setOpen(!open);
  if (!open)
    return <Row icon="doc" title="看文件原文" line="文号、谁发的、哪天起" fold="shut" onPress={toggle} />;
  return (
    <>
      <Row icon="doc" strong title="文件原文" fold="open" onPress={toggle} />
      {document && <AnswerRow name="文件名" value={[document.name]} />}
      {document && <AnswerRow name="文号" value={[document.number]} />}
      {document && <AnswerRow name="谁发的" value={[document.issuer]} />}
      {effectiveFrom && <AnswerRow name="哪天起" value={fullDayWords(effectiveFrom)} />}
      {effectiveTo && <AnswerRow name="到哪天" value={fullDayWords(effectiveTo)} />}
      {body !== '' && (
        <AnswerRow name="写了什么" block>
          {body.split('\n').map((line, place) => (
            <View key={place}>{line}</View>
          ))}
        </AnswerRow>
      )}
    </>
  );
}
