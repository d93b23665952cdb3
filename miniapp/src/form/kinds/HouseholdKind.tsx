import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button } from '../../ui/Button';
import { Row, Rows } from '../../ui/ListRow';
import { Stack, Surface } from '../../ui/Section';
import { TextField } from '../../ui/TextField';
import { useServices, type FoundHousehold } from '../services';
import { fieldProps, type KindProps } from './kind';

const LONGEST = 20;

function useSearch() {
  const { findHouseholds } = useServices();
  const [found, setFound] = useState<readonly FoundHousehold[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const search = async (name: string): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      setFound(await findHouseholds(name));
    } catch (error) {
      setFailure((error as Error).message);
    }
    setBusy(false);
  };
  return { found, failure, busy, search };
}

/** One household, found by the name of its head or of a member. */
export function HouseholdKind(props: KindProps) {
  const { onChange } = props;
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<FoundHousehold | null>(null);
  const { found, failure, busy, search } = useSearch();
  const choose = (household: FoundHousehold | null): void => {
    setChosen(household);
    onChange(household?.id);
  };
  if (chosen) {
    return (
      <Surface>
        <View className="st-b">{chosen.name}</View>
        <View className="st-sub">{chosen.line}</View>
        <Button look="text" small words="换一户" onPress={() => choose(null)} />
      </Surface>
    );
  }
  return (
    <Stack>
      <TextField
        {...fieldProps(props)}
        icon="search"
        placeholder="户主或家里人的名字"
        maxlength={LONGEST}
        onInput={setName}
      />
      <Button
        look="quiet"
        words="找一下"
        busy={busy}
        busyWords="正在找"
        off={name.trim() === '' ? '先写名字' : undefined}
        onPress={() => void search(name.trim())}
      />
      {failure && <View className="st-sub">{failure}</View>}
      {found?.length === 0 && <View className="st-sub">没找到，换个名字再找</View>}
      {found && found.length > 0 && (
        <Rows label="找到的户">
          {found.map((household) => (
            <Row
              key={household.id}
              icon="house"
              title={household.name}
              line={household.line}
              onPress={() => choose(household)}
            />
          ))}
        </Rows>
      )}
    </Stack>
  );
}
