import { Text, View } from '@tarojs/components';
import { a11y } from './a11y';
import { classes } from './classes';

interface PaperLine {
  name: string;
  text: string;
  /** A household: its head's name is the line's name, and bold. */
  who?: boolean;
}

interface PaperProps {
  title: string;
  line: string;
  lines: readonly PaperLine[];
  /** Words that may not be shown; marked wherever they stand. */
  found?: readonly string[];
}

/** The text cut at the found words, longest first; every second piece is one of them. */
function cutAt(text: string, found: readonly string[]): string[] {
  if (found.length === 0) return [text];
  const longestFirst = [...found].sort((one, other) => other.length - one.length);
  const escaped = longestFirst.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return text.split(new RegExp(`(${escaped.join('|')})`));
}

function Marked({ text, found = [] }: { text: string; found?: readonly string[] }) {
  return (
    <>
      {cutAt(text, found).map((piece, place) => (
        <Text key={place} className={place % 2 ? 'sf-paper__mark' : undefined}>
          {piece}
        </Text>
      ))}
    </>
  );
}

/** The notice as the neighbours will see it, with what must not be in it marked. */
export function Paper({ title, line, lines, found }: PaperProps) {
  return (
    <View className="sf-paper">
      <View className="sf-paper__t" {...a11y({ role: 'heading', level: 2 })}>
        {title}
      </View>
      <View className="sf-paper__s">{line}</View>
      {lines.map(({ name, text, who }) => (
        <View key={name} className={classes('sf-paper__f', who && 'is-who')}>
          <View className="sf-paper__k">
            <Marked text={name} found={found} />
          </View>
          <View className="sf-paper__v">
            <Marked text={text} found={found} />
          </View>
        </View>
      ))}
    </View>
  );
}
