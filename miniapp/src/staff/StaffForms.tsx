import type { CaseView } from '@songtao/shared/api/case.js';
import { useMemo, type ReactNode } from 'react';
import { useFormNetwork } from '../features/case/staff/services';
import { useTalk } from '../features/sound/talk';
import { VoiceLine } from '../features/sound/VoiceLine';
import { FormServicesProvider, type FormServices } from '../form/services';
import { Banner } from '../ui/Banner';
import { HoldToTalk } from '../ui/HoldToTalk';
import { Stack } from '../ui/Section';

const Talk: FormServices['Talk'] = ({ onSaid }) => {
  const { problem, forgetProblem: _, ...talk } = useTalk(onSaid);
  return (
    <Stack>
      {problem && <Banner title={problem.words} />}
      <HoldToTalk {...talk} />
    </Stack>
  );
};

const Voice: FormServices['Voice'] = ({ id, seconds }) => (
  <VoiceLine source={{ blob: id }} seconds={seconds} />
);

/** What every form of a staff page needs from outside: the network of its case, and this phone's sound. */
export function StaffForms({ view, children }: { view: CaseView | null; children: ReactNode }) {
  const network = useFormNetwork(view);
  const services = useMemo(() => ({ ...network, Talk, Voice }), [network]);
  return <FormServicesProvider value={services}>{children}</FormServicesProvider>;
}
