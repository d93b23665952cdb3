import type { ReactNode } from 'react';
import { useTalk } from '../features/sound/talk';
import { VoiceLine } from '../features/sound/VoiceLine';
import { FormServicesProvider, type FormServices } from '../form/services';
import { Banner } from '../ui/Banner';
import { HoldToTalk } from '../ui/HoldToTalk';

function Talk({ onSaid }: { onSaid: (said: { id: string; seconds: number }) => void }) {
  const { problem, forgetProblem: _, ...talking } = useTalk(onSaid);
  return (
    <>
      {problem && <Banner title={problem.words} />}
      <HoldToTalk {...talking} />
    </>
  );
}

function Voice({ id, seconds }: { id: string; seconds: number }) {
  return <VoiceLine source={{ blob: id }} seconds={seconds} />;
}

/** The outbox carries the files of a villager; registries are for staff. */
const services: FormServices = {
  send: () => Promise.resolve(),
  findHouseholds: () => Promise.resolve([]),
  people: () => Promise.resolve([]),
  meetings: () => Promise.resolve({ meetings: [], roster: [] }),
  lastFacts: {},
  Talk,
  Voice,
};

/** What every form of a villager's page needs from outside. */
export function VillagerForms({ children }: { children: ReactNode }) {
  return <FormServicesProvider value={services}>{children}</FormServicesProvider>;
}
