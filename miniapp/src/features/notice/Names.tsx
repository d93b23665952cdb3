import type { NoticeView } from '@songtao/shared/api/notice.js';
import { View } from '@tarojs/components';
import { Rows } from '../../ui/ListRow';
import './notice.css';

/** Who stands on a 公示: the head's name, the group and the general class. There is no place for anything else. */
export function Names({ items }: { items: NoticeView['items'] }) {
  return (
    <Rows label="户主、组、类别">
      {items.map(({ household, name, group, class: general }) => (
        <View key={household} className="st-row">
          <View className="st-row__b nt-name">
            <View className="st-lead st-b nt-name__n">{name}</View>
            <View className="st-row__v">{group}组</View>
          </View>
          <View className="st-row__v st-nb">{general}</View>
        </View>
      ))}
    </Rows>
  );
}
