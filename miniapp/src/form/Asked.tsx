import { View } from '@tarojs/components';
import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '../ui/Button';

interface AskedProps<Data> {
  of: () => Promise<Data>;
  /** What stands around the words while it is not there. */
  around?: (waiting: ReactNode) => ReactNode;
  children: (data: Data) => ReactNode;
}

/** Part of a field that has to be asked for first; a failure stays in the field. */
export function Asked<Data>({ of, around = (waiting) => waiting, children }: AskedProps<Data>) {
  const [data, setData] = useState<Data | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const ask = (): void => {
    setFailure(null);
    of().then(setData, (error: Error) => setFailure(error.message));
  };
  useEffect(ask, [of]);
  if (data !== null) return <>{children(data)}</>;
  if (failure === null) return <>{around(<View className="st-sub">正在打开，请等一下</View>)}</>;
  return (
    <>
      {around(
        <>
          <View className="st-sub">{failure}</View>
          <Button look="text" small icon="redo" words="再试一次" onPress={ask} />
        </>,
      )}
    </>
  );
}
