import { Text } from '@tarojs/components';
import { splitPhrases } from './words';
import type { Words } from './words';

/** A sentence whose lines break between phrases only. */
export function Phrases({ of }: { of: Words }) {
  return (
    <>
      {splitPhrases(of).map((phrase, place) =>
        phrase === ' ' ? (
          phrase
        ) : (
          <Text key={place} className="st-nb">
            {phrase}
          </Text>
        ),
      )}
    </>
  );
}
