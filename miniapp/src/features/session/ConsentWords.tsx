import { consentText } from '@songtao/shared/api/session.js';
import { told } from '@songtao/shared/voice/aloud.js';
import { Row, Rows } from '../../ui/ListRow';

/** The text in force as one says it. */
export const consentAloud = told([consentText.title, ...consentText.lines].join('。'));

/** What is kept, who sees it and how to take it back, a sentence a line. */
export function ConsentWords() {
  return (
    <Rows>
      {consentText.lines.map((line) => (
        <Row key={line} title={line} />
      ))}
    </Rows>
  );
}
