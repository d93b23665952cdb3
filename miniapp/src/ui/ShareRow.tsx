import { Button, View } from '@tarojs/components';
import { a11y } from './a11y';
import { Icon } from './Icon';

interface ShareRowProps {
  title: string;
  line: string;
}

/** A row that hands the page on. Only WeChat's own button may open its list of friends. */
export function ShareRow({ title, line }: ShareRowProps) {
  return (
    <Button openType="share" className="st-row has-ic st-share" {...a11y({ label: `${title}，${line}` })}>
      <Icon name="share" className="st-row__i" />
      <View className="st-row__b">
        <View className="st-row__t">{title}</View>
        <View className="st-row__s">{line}</View>
      </View>
      <Icon name="next" className="st-row__go" />
    </Button>
  );
}
